/** Whether a value of this name is plainly a secret: it has the shape of a known token, or a secret's name and a value of its own. */
export function isSecret(name: string, value: string): boolean {
  if (value.length < 4 || isElsewhere(value) || isPlaceholder(value)) return false;
  if (TOKENS.some(({ shape }) => shape.test(value)) || namesPassword(value)) return true;
  if (!SECRET_NAME.test(name.replace(/([a-z0-9])([A-Z])/g, "$1_$2")) || isAboutSecret(value)) return false;
  if (DEMO_NAME.test(name)) return false;
  if (ACCESS_KEY_NAME.test(name) && /^[a-z]+\d{0,3}$/.test(value)) return false;
  return PASSWORD_NAME.test(name) || !NUMBER_OR_NAME.test(value);
}

/** Names that end in what a secret is called: `DB_PASSWORD`, `apiKey`, `TOKEN_2`. `PASSWORD_FILE` and `TOKEN_TTL` do not. */
const SECRET_NAME =
  /(?:^|[_.-])(?:(?:[A-Z]{2,4})?PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|SECRET|TOKEN|(?:API|ACCESS|SECRET|PRIVATE|ENCRYPTION|SIGNING|ACCOUNT|MASTER)[_.-]?KEY|APIKEY)(?:[_.-]?(?:\d+|B64|BASE64|ENCODED))?$/i;
/** Names by which an author says that the value opens nothing but a demonstration. */
const DEMO_NAME = /(?:^|[_.-])(?:DEMO|DUMMY|EXAMPLE|FAKE|SAMPLE)[_.-]/i;
/** What is no token or key, but may be a password: a number, or the name of an object. */
const NUMBER_OR_NAME = /^\d+$|^(?:[a-z]+|[A-Z]+)\d{0,2}(?:[-./](?:[a-z]+|[A-Z]+)\d{0,2})+$/;
/** What an object store calls its users; the secret stands in the key beside it. */
const ACCESS_KEY_NAME = /(?<!SECRET[_.-]?)ACCESS[_.-]?KEY$/i;
const PASSWORD_NAME = /PASS(?:W(?:OR)?D|PHRASE)?\d*$|PWD\d*$/i;

/** A shape that a well-known service gives its secrets, and what each of that shape holds, so that most texts need no closer look. */
interface Token {
  readonly holds: string;
  readonly shape: RegExp;
}

/** The shapes that well-known services give their secrets, so that they can be told: from the services' own documents. The key that every Azure emulator has is none. */
const TOKENS: readonly Token[] = [
  { holds: "PRIVATE KEY", shape: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/ },
  { holds: "AKIA", shape: /\bAKIA[A-Z2-7]{16}\b/ },
  { holds: "ASIA", shape: /\bASIA[A-Z2-7]{16}\b/ },
  { holds: "AccountKey=", shape: /\bAccountKey=(?!Eby8vdM02x)[A-Za-z0-9+/]{86}==/ },
  { holds: "gh", shape: /\bgh[oprsu]_[A-Za-z0-9]{36,}\b/ },
  { holds: "github_pat_", shape: /\bgithub_pat_\w{60,}\b/ },
  { holds: "glpat-", shape: /\bglpat-[\w-]{20,}/ },
  { holds: "glrt-", shape: /\bglrt-[\w-]{20,}/ },
  { holds: "ATATT3x", shape: /\bATATT3x[\w=-]{100,}/ },
  { holds: "xox", shape: /\bxox[abeoprs]-[\w-]{10,}/ },
  { holds: "hooks.slack.com", shape: /\bhooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/ },
  { holds: "k_live_", shape: /\b[rs]k_live_[A-Za-z0-9]{20,}\b/ },
  { holds: "AIza", shape: /\bAIza[\w-]{35}(?![\w-])/ },
  { holds: "SG.", shape: /\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])/ },
  { holds: "npm_", shape: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { holds: "pypi-AgEI", shape: /\bpypi-AgEI[\w-]{50,}/ },
  { holds: "dop_v1_", shape: /\bdop_v1_[0-9a-f]{64}\b/ },
  { holds: "dckr_pat_", shape: /\bdckr_pat_[\w-]{27}(?![\w-])/ },
  { holds: "dapi", shape: /\bdapi[0-9a-f]{32}\b/ },
  { holds: "hf_", shape: /\bhf_[A-Za-z]{34}\b/ },
  { holds: "hv", shape: /\bhv[sbr]\.[\w-]{24,}/ },
  { holds: "NRAK-", shape: /\bNRAK-[A-Z0-9]{27}\b/ },
  { holds: "shpat_", shape: /\bshpat_[0-9a-f]{32}\b/ },
  { holds: ".atlasv1.", shape: /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,}/ },
  { holds: "sk-", shape: /\bsk-(?:ant-|proj-)[\w-]{20,}/ },
  { holds: "eyJ", shape: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/ },
];

/** A secret of a known shape, as a text holds it; of a private key, the line by which it begins. */
export interface FoundToken {
  readonly token: string;
  readonly index: number;
}

/** The secrets of known shapes that a text holds, in its order. */
export function tokensIn(text: string): readonly FoundToken[] {
  return TOKENS.filter(({ holds }) => text.includes(holds))
    .flatMap(({ shape }) => [...text.matchAll(new RegExp(shape, "g"))])
    .map(({ 0: token, index }) => ({ token, index }))
    .filter(({ token, index }) => !isPlaceholder(token) && !isEmptyKey(token, text.slice(index, index + 500)))
    .toSorted((a, b) => a.index - b.index);
}

/** The first secret of a known shape that a text holds, as it is written there. */
export const tokenIn = (text: string): string | undefined => tokensIn(text)[0]?.token;

/** Whether a text that begins with a private key's first line goes on without a key: a check for one, or an example. */
const isEmptyKey = (token: string, text: string): boolean =>
  token.startsWith("-----") && !/^(?:\s|\\n)*[A-Za-z0-9+/=]{40,}/.test(text.slice(token.length));

/** The first line of a configuration or script that plainly holds a secret, as it is written there. */
export function secretLineIn(text: string): string | undefined {
  const token = tokenIn(text);
  if (token !== undefined) return token;
  for (const [line, name = "", value = ""] of text.matchAll(SETTING)) {
    if (isMixed(value) && isSecret(name, value)) return line.trim();
  }
  return undefined;
}

/** A name and its value, as YAML, JSON, properties and shells write them, alone on their line. */
const SETTING =
  /^[ \t"'-]{0,40}(?:export |set |- )?([\w.-]{2,80})["']?[ \t]{0,20}[:=][ \t]{0,20}["']?([^\s"',;#(){}<>]{6,400})["']?[,;]?[ \t]*$/gm;

/** Whether a value is of letters and digits both, as no word of a program or a schema is. */
const isMixed = (value: string): boolean => /\d/.test(value) && /[A-Za-z]/.test(value);

/** Whether an address holds the password of its user. */
function namesPassword(value: string): boolean {
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@]*:([^\s/?#@]+)@[^\s/@]/i.exec(value)?.[1];
  return password !== undefined && !isPlaceholder(password) && !isElsewhere(password);
}

/** Whether a value says where the secret is: filled in by a tool, or kept in a store. */
export const isElsewhere = (value: string): boolean =>
  /\$\(|\$\{|\$[A-Za-z_]|\{\{|<[^>]*>|%\(?\w+\)?[%s]|^(?:>>|ref\+)?(?:vault|ssm|awssm|arn|secret|secretref|sm|aws-ssm|k8s):/i.test(
    value,
  );

/** Whether a value only holds the place of another. */
export const isPlaceholder = (value: string): boolean =>
  /^(?:x+|\*+|\.+|-+|_+|none|null|nil|undefined|n\/a|empty|unset|unused|dummy|foo|bar|foobar|test|todo|tbd|fixme)$|change.?(?:me|it|this)|replace|place.?holder|example|redacted|insert|sample|fake|your|not.?(?:used|needed|set|a.?secret)|put.?.*here|<|>/i.test(
    value,
  );

/** Whether a value only speaks of a secret: a file, an address, a switch, a duration, the name of a Secret or of a variable. */
const isAboutSecret = (value: string): boolean =>
  /\s/.test(value.trim()) ||
  /^(?:true|false|yes|no|on|off|enabled?|disabled?|always|never|required|optional|auto|default)$/i.test(value) ||
  /^(?:~|\.{0,2})\/|^[A-Za-z]:\\/.test(value) ||
  /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ||
  /^[\w./-]+\.(?:pem|key|crt|cert|json|ya?ml|txt|jks|p12|pfx|env|conf|properties|svc|local)$/i.test(value) ||
  /^\d+(?:\.\d+)?(?:ns|us|ms|s|m|h|d)$/.test(value) ||
  /^(?:SECRET|PASSWORD|TOKEN)$|^[A-Z]+(?:_[A-Z]+)+$/.test(value);
