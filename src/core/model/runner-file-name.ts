/**
 * The file name that stands for an id in the runner's folders: lower-case letters, digits, `-` and `_` only, because
 * iTerm2's command splitter must see a plain path and macOS disks do not tell upper from lower case. Different ids give
 * different names; a long one ends in a hash.
 */
export function runnerFileName(id: string): string {
  let name = "";
  for (const byte of new TextEncoder().encode(id)) {
    const char = String.fromCharCode(byte);
    name += /[a-z0-9-]/.test(char) ? char : `_${byte.toString(16).padStart(2, "0")}`;
  }
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST)}_h${fnv64(id)}`;
}

const LONGEST = 160;

/** FNV-1a, 64 bit, as 16 hex digits. */
function fnv64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}
