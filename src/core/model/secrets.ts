/** Words of a name (`API_KEY` is `api`, `key`) that say its value is nobody else's business. */
const SECRET_WORD =
  /^(auth|bearer|cookie|credentials?|dsn|jwt|keys?|pass|passcode|pat|pin|pw|pwd|salt|signature|tokens?)$/;
const SECRET_PARTS = /apikey|accesskey|privatekey|secretkey|password|passwd|passphrase|secret|authtoken|accesstoken/;
const WITH_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^/\s@]*:[^/\s@]+@/i;

/** In place of a value; says nothing about its length. */
export const MASK = "••••••";

/** Whether a variable is to be hidden: by its name, or because its value is a URL with a password in it. */
export function looksSecret(name: string, value = ""): boolean {
  if (name === "PWD" || name === "OLDPWD") return false;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  if (words.includes("public") && words.includes("key")) return false;
  return words.some((word) => SECRET_WORD.test(word) || SECRET_PARTS.test(word)) || WITH_PASSWORD.test(value);
}

/** The value as it may be shown. */
export function masked(name: string, value: string): string {
  return value !== "" && looksSecret(name, value) ? MASK : value;
}
