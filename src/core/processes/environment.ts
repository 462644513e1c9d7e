/** Where macOS has its own programs; what launchd gives every app as PATH. */
const MACOS_PATH = "/usr/bin:/bin:/usr/sbin:/sbin";

const KEPT = ["PATH", "HOME", "TMPDIR", "USER", "LOGNAME", "SHELL", "SSH_AUTH_SOCK"];

/**
 * What programs that we start find in their environment, out of `own`, which is Raycast's: who the user is, where
 * things are, and a locale. An iTerm2 that we start hands its environment on to every session, so NODE_ENV=production
 * or an invalid LC_ALL of Raycast would be the user's.
 */
export function environmentForPrograms(own: NodeJS.ProcessEnv): Record<string, string> {
  const kept = KEPT.flatMap((name) => (own[name] ? [[name, own[name]] as const] : []));
  // lsof and ps escape what is not ASCII where no UTF-8 locale is set; this one is on every Mac, C.UTF-8 since macOS 15.
  return { PATH: MACOS_PATH, ...Object.fromEntries(kept), LANG: "en_US.UTF-8" };
}
