import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
];

/** Makes sure that there is a Chromium: by apt where that can be done without asking. */
export async function installChromium(say) {
  if (chromium()) return;
  const debian = existsSync("/usr/bin/apt-get") && process.getuid?.() === 0;
  if (debian) {
    say("Installing Chromium by apt");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await promisify(execFile)("apt-get", ["update"], { env });
    const packages = ["chromium", "fonts-dejavu-core"];
    await promisify(execFile)("apt-get", ["install", "-y", "--no-install-recommends", ...packages], { env });
  }
  if (!chromium()) {
    throw new Error(
      "There is no Chromium on this machine. Install it (Debian: apt-get install chromium) or say where it is in the environment variable CHROMIUM.",
    );
  }
}

/** A headless Chromium that reaches this machine and no other. */
export async function launchChromium() {
  const { chromium: playwright } = await import("playwright-core");
  return playwright.launch({
    executablePath: chromium(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
}

const chromium = () => [process.env.CHROMIUM, ...PLACES].find((it) => it && existsSync(it));
