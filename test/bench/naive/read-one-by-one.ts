import type { OsaScript } from "../../../src/core/iterm2/osascript.ts";

/**
 * The obvious loop, in JXA: each session is asked for each thing by itself, its whole buffer too. It answers in the
 * shape of our own snapshot, so that the same tick can go on from there.
 */
const READ_ONE_BY_ONE = `
function run() {
  const app = Application("com.googlecode.iterm2");
  const windows = [];
  const buffers = [];
  for (const window of app.windows()) {
    const tabs = [];
    for (const tab of window.tabs()) {
      const sessions = [];
      for (const session of tab.sessions()) {
        const id = session.id();
        const text = session.contents();
        buffers.push({ id, text, length: text.length });
        sessions.push({
          id,
          tty: session.tty(),
          name: session.name(),
          is_processing: session.isProcessing(),
          is_at_shell_prompt: session.isAtShellPrompt(),
        });
      }
      tabs.push({ index: tabs.length, title: tab.title(), sessions });
    }
    windows.push({ id: window.id(), tabs, readable: true });
  }
  return JSON.stringify({ state: "running", windows, buffers });
}
`;

/** An osascript that runs this loop, whatever it is asked to run. */
export function oneByOne(osascript: OsaScript): OsaScript {
  return (_script, argument, options) => osascript(READ_ONE_BY_ONE, argument, options);
}
