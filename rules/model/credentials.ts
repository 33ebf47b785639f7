/** Whether a value of this name is plainly a secret: it has the shape of a known token, or a secret's name and a value of its own. */
export function isSecret(name: string, value: string): boolean {
  if (value.length < 4 || isElsewhere(value) || isPlaceholder(value)) return false;
  if (TOKENS.some((token) => token.test(value)) || namesPassword(value)) return true;
  if (!SECRET_NAME.test(name.replace(/([a-z0-9])([A-Z])/g, "$1_$2")) || isAboutSecret(value)) return false;
  if (ACCESS_KEY_NAME.test(name) && /^[a-z]+\d{0,3}$/.test(value)) return false;
  return PASSWORD_NAME.test(name) || !NUMBER_OR_NAME.test(value);
}

/** Names that end in what a secret is called: `DB_PASSWORD`, `apiKey`, `TOKEN_2`. `PASSWORD_FILE` and `TOKEN_TTL` do not. */
const SECRET_NAME =
  /(?:^|[_.-])(?:(?:[A-Z]{2,4})?PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|SECRET|TOKEN|(?:API|ACCESS|SECRET|PRIVATE|ENCRYPTION|SIGNING|ACCOUNT|MASTER)[_.-]?KEY|APIKEY)(?:[_.-]?(?:\d+|B64|BASE64|ENCODED))?$/i;
/** What is no token or key, but may be a password: a number, or the name of an object. */
const NUMBER_OR_NAME = /^\d+$|^(?:[a-z]+|[A-Z]+)\d{0,2}(?:[-./](?:[a-z]+|[A-Z]+)\d{0,2})+$/;
/** What an object store calls its users; the secret stands in the key beside it. */
const ACCESS_KEY_NAME = /(?<!SECRET[_.-]?)ACCESS[_.-]?KEY$/i;
const PASSWORD_NAME = /PASS(?:W(?:OR)?D|PHRASE)?\d*$|PWD\d*$/i;

/** The shapes that well-known services give their secrets, so that they can be told. */
const TOKENS: readonly RegExp[] = [
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/,
  /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/,
  /\bgh[oprsu]_[A-Za-z0-9]{36,}\b/,
  /\bgithub_pat_\w{60,}\b/,
  /\bglpat-[\w-]{20,}/,
  /\bxox[abeoprs]-[\w-]{10,}/,
  /\bhooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/,
  /\b[rs]k_live_[A-Za-z0-9]{20,}\b/,
  /\bAIza[\w-]{35}(?![\w-])/,
  /\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bpypi-AgEI[\w-]{50,}/,
  /\bdop_v1_[0-9a-f]{64}\b/,
  /\bhv[sbr]\.[\w-]{24,}/,
  /\bsk-(?:ant-|proj-)[\w-]{20,}/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
];

/** Whether an address holds the password of its user. */
function namesPassword(value: string): boolean {
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@]*:([^\s/?#@]+)@[^\s/@]/i.exec(value)?.[1];
  return password !== undefined && !isPlaceholder(password) && !isElsewhere(password);
}

/** Whether a value says where the secret is: filled in by a tool, or kept in a store. */
const isElsewhere = (value: string): boolean =>
  /\$\(|\$\{|\$[A-Za-z_]|\{\{|<[^>]*>|%\(?\w+\)?[%s]|^(?:>>)?(?:vault|ssm|awssm|arn|secret|secretref|sm|aws-ssm|k8s):/i.test(
    value,
  );

const isPlaceholder = (value: string): boolean =>
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
  /^[A-Z]+(?:_[A-Z]+)+$/.test(value);
