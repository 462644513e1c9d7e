/** One session by an osascript of its own, in JXA: a tab with a command, and the id of what came up. */
export const OPEN_ONE = `
function run(argv) {
  const app = Application("com.googlecode.iterm2");
  const window = app.windows.length > 0 ? app.windows[0] : null;
  if (window) window.createTabWithDefaultProfile({ command: argv[0] });
  else app.createWindowWithDefaultProfile({ command: argv[0] });
  return app.currentWindow.currentSession.id();
}
`;
