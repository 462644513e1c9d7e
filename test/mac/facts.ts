/**
 * The facts of iTerm2, JXA and osascript that the test Mac models, one line each, with the test that holds each:
 * FACTS.md is made of them, and `facts.test.ts` sees that the tests are there. `source`: where iTerm2's own code says so,
 * file and symbol, as of b9c78a2, or what else says so; without it, the fact comes from Apple's code or from recorded
 * measurements.
 */
export interface Fact {
  says: string;
  /** File, from this folder, and name of the test. */
  test: readonly [file: string, name: string];
  source?: string;
}

const fact = (says: string, file: string, name: string, source?: string): Fact => ({
  says,
  test: [file, name],
  ...(source === undefined ? {} : { source }),
});

const COMMANDS = "osascript/commands.slow.test.ts";
const ERRORS = "osascript/errors.test.ts";
const FAULTS = "osascript/faults.test.ts";
const IO = "osascript/io.test.ts";
const NOTIFICATION = "osascript/notification.slow.test.ts";
const SPECIFIERS = "osascript/specifiers.test.ts";
const CLOSE = "iterm2/close.test.ts";
const COMMAND_LINE = "iterm2/command-line.test.ts";
const CREATE = "iterm2/create.test.ts";
const DYNAMIC = "iterm2/dynamic-profiles.test.ts";
const END = "iterm2/end-of-program.test.ts";
const LAYOUT = "iterm2/layout.test.ts";
const LISTS = "iterm2/identity-and-lists.test.ts";
const LIFECYCLE = "iterm2/lifecycle.test.ts";
const LOGS = "iterm2/session-logs.test.ts";
const TITLES = "iterm2/titles.test.ts";
const TRAPS = "iterm2/traps.slow.test.ts";
const USER = "iterm2/user.test.ts";
const VARIABLES = "iterm2/variables.test.ts";
const WRITE_AND_READ = "iterm2/write-and-read.test.ts";
const ESCAPE_CODES = "terminals/escape-codes.test.ts";
const SCREEN = "terminals/screen.test.ts";
const TERMS = "terms.test.ts";
const OPEN = "open/open.test.ts";
const TOOLS = "programs/mac-tools.test.ts";
const RAYCAST = "raycast/life-cycle.test.ts";

/** By section of what is known about scripting iTerm2. */
export const facts: Record<string, Fact[]> = {
  "Application object": [
    fact("The bundle id finds iTerm2", SPECIFIERS, "the bundle id finds iTerm2"),
    fact("By the names iTerm and iTerm2 it may fail with -1728", SPECIFIERS, "by the name %s it may fail with -1728"),
    fact("Not installed, the constructor throws -2700", SPECIFIERS, "not installed: the constructor throws -2700"),
    fact(
      "running() does not launch it and is no event",
      SPECIFIERS,
      "running() neither launches the application nor sends an event",
    ),
    fact(
      "Not running, any property is -600, with exit status 1",
      SPECIFIERS,
      "any property access while it is not running is -600",
    ),
    fact(
      "Without terminology the members are undefined: a TypeError, -2700",
      SPECIFIERS,
      "terminology %s, permission %s, running %s: members are undefined, which shows as a TypeError (-2700)",
    ),
    fact(
      "launch() starts it in the background, activate() in front",
      LIFECYCLE,
      "activate starts it and brings it to the front; launch starts it in the background",
    ),
  ],
  "Environment and tools": [
    fact(
      "Raycast has NODE_ENV, NODE_PATH and at times an invalid LC_ALL",
      RAYCAST,
      "a command sees launchd's environment and what Raycast adds to it, a Mac, and Node 22; no shell environment",
      "raycast/extensions #10078, #22744 and #24758",
    ),
    fact(
      "What starts iTerm2 by osascript hands its environment on to every session",
      LIFECYCLE,
      "a program that starts it hands its environment on to every session, by the switch; its user hands on nothing",
      "raycast/extensions #10078, #22744 and #24758",
    ),
    fact("What starts it by open does, too", OPEN, "an iTerm2 that open starts has its environment"),
    fact(
      "LANG of a session is iTerm2's own",
      LIFECYCLE,
      "a program that starts it hands its environment on to every session, by the switch; its user hands on nothing",
      "PTYSession.m, computeEnvironmentForNewJobFromEnvironment:substitutions:synchronous:completion:",
    ),
    fact(
      "ps knows no sessions: sess is 0",
      TOOLS,
      "ps tells 0 for every process's session, and the rest as it is",
      "XNU's kern_sysctl.c, fill_user64_eproc (e_sess is left out)",
    ),
    fact(
      "ps escapes what is not ASCII in the C locale, so that it cannot be read back",
      TOOLS,
      "ps escapes what is not ASCII where no UTF-8 locale is set",
      "adv_cmds 6bed873, ps/print.c (strvis with VIS_NOSLASH)",
    ),
    fact(
      "lsof escapes it, too, and a backslash",
      TOOLS,
      "lsof escapes what is not ASCII where no UTF-8 locale is set, and a backslash and a newline always",
      "lsof 7a8a1b2, misc.c, safestrprt",
    ),
    fact(
      "printf as a program never tells of a write error",
      TOOLS,
      "printf as a program says nothing of what it could not write; a format that is none is an error",
      "shell_cmds 2987870, printf/printf.c (no ferror, no fflush)",
    ),
    fact(
      "date prints an N for %N before the one of 2026",
      TOOLS,
      "date knows no nanoseconds",
      "shell_cmds 2987870, date/date.c (the first with %N)",
    ),
  ],
  "Error numbers": [
    fact(
      "Automation denied is -1743, consent needed -1744, and nothing reaches iTerm2",
      FAULTS,
      "%s is %i, and nothing reaches the application",
    ),
    fact("Not running is -600, without starting it", LIFECYCLE, "any property access is -600 and starts nothing"),
    fact(
      "Dying in the middle of an event is -609",
      LIFECYCLE,
      "answers the events under way with -609, and later ones with -600",
    ),
    fact(
      "A timeout, 120 s by default, is -1712, and iTerm2 goes on with the event",
      LIFECYCLE,
      "costs the sender -1712; iTerm2 does what was asked when it is back",
    ),
    fact(
      "Cancelled by the user is -128",
      LIFECYCLE,
      "may have to be confirmed: cancelled, it is -128 and nothing ends",
    ),
    fact("No such object is -1728", LISTS, "a session resolves only inside its tab"),
    fact("A bad index is -1719", LISTS, "an index that is out of range is -1719"),
    fact("Not understood is -1708", LISTS, "a command of another class is not understood"),
    fact("What cannot be converted is -1700", COMMANDS, "%s fits no parameter: -1700, and no event is sent"),
    fact(
      "What cannot be set is -10006",
      LISTS,
      "what has no setter cannot be set",
      "PTYTab+Scripting.m and iTermWindowScriptingImpl.m (no setters)",
    ),
    fact(
      "Any number may come before an event, which then has no effect",
      FAULTS,
      "error %i before an event: it does not take effect",
    ),
    fact(
      "-609, -1712 and -10000 may come after an event, which has taken effect",
      FAULTS,
      "error %i after an event: it has taken effect, the script does not know",
    ),
    fact(
      "What a script throws is -2700",
      ERRORS,
      "an error that the script makes itself is -2700, whatever number it gives it",
    ),
    fact(
      "iTerm2's own errors are small numbers; a missing profile is 1",
      CREATE,
      "a missing profile is error 1 and makes nothing",
      "iTermNewWindowCommand.m, performDefaultImplementation",
    ),
  ],
  "stderr and exit status": [
    fact(
      "An error of the script prints two Error: and -2700, exit status 1",
      ERRORS,
      "a script that throws Error x prints two Error: and -2700, with exit status 1",
    ),
    fact("An Apple event error names no object", ERRORS, "an Apple event error names no object"),
    fact("Other Macs print one Error:, the app's name, offsets, another language", ERRORS, "variant %s"),
    fact(
      "Only the final number in parentheses counts",
      ERRORS,
      "in the shape %s only the final number counts, whatever numbers the text holds",
    ),
    fact(
      "Inside the script e.errorNumber has it",
      ERRORS,
      "inside the script e.errorNumber has the number, and the error is an Error",
    ),
  ],
  Names: [
    fact("Terms are camel-cased, inner capitals stay", TERMS, "%s is %s"),
    fact("The terms are those of iTerm2's dictionary, and no others", TERMS, "it has the same classes", "iTerm2.sdef"),
    fact("A direct parameter is positional", COMMANDS, "a direct parameter is positional"),
    fact(
      "An unknown member is undefined",
      COMMANDS,
      "%s: an unknown property is undefined, so calling it is a TypeError",
    ),
  ],
  Specifiers: [
    fact(
      "They are lazy: an index out of range fails only when called",
      SPECIFIERS,
      "building one sends nothing; an out-of-range index fails only when called",
    ),
    fact("windows() is an array of specifiers", SPECIFIERS, "windows() is an array of working specifiers"),
    fact("at, [], byId and byName pick one", SPECIFIERS, "%s picks one element"),
    fact("() of a property gives a plain value", SPECIFIERS, "() of a property gives a plain value, .get() the same"),
    fact(
      "() of an object property gives a specifier",
      SPECIFIERS,
      "() of an object property gives a specifier that goes on working",
    ),
    fact("Missing value is null", SPECIFIERS, "missing value is null, alone and inside lists"),
    fact("= and .set() assign", SPECIFIERS, "an assignment and .set() are the same event"),
    fact(
      "A column of all sessions is one event, as [window][tab][session]",
      SPECIFIERS,
      "a column of all sessions is one event, as [window][tab][session]",
    ),
    fact("A column of one window is [tab][session]", SPECIFIERS, "a column of one window is [tab][session]"),
    fact(
      "Columns may differ in length or hold nulls",
      SPECIFIERS,
      "columns may differ in length or hold nulls: they arrive as they are",
    ),
    fact("whose is not to be used", SPECIFIERS, "whose is refused loudly, even if the script catches everything"),
  ],
  "osascript I/O": [
    fact(
      "The script comes on stdin, arguments arrive intact",
      IO,
      "the script comes on stdin, arguments arrive intact as strings",
    ),
    fact(
      "What run returns is printed plus a newline",
      IO,
      "what run returns is printed plus a newline, megabytes of it too",
    ),
    fact("console.log goes to stderr", IO, "console.log goes to stderr, there is no other console"),
    fact(".then never runs", IO, ".then never runs"),
    fact("There is no setTimeout", IO, "there is nothing of Node, browsers or the event loop"),
    fact("delay(s) waits", IO, "delay(seconds) is a global that waits"),
    fact("Redefining a global kills the script at load", IO, "redefining a global kills the script at load: %s"),
    fact("The language is that of the system's JavaScriptCore", IO, "%s is not there yet"),
    fact("-i is unusable", IO, "%j is refused"),
    fact(
      "Broken AppleScript is a syntax error, -2741",
      NOTIFICATION,
      "%j is a syntax error (-2741), and nothing is shown",
    ),
  ],
  Permission: [
    fact(
      "The first event waits for the consent sheet",
      FAULTS,
      "the first event waits for the consent sheet; answered %s",
    ),
    fact(
      "The sheet goes away with the event that waits for it",
      FAULTS,
      "the sheet goes away with the event that waits for it, and consent is still needed",
    ),
    fact(
      "The sheet goes away with an osascript that is killed",
      FAULTS,
      "an osascript killed by an impatient caller takes the sheet with it",
    ),
  ],
  Identity: [
    fact(
      "A window's id changes with its style; alternateIdentifier and tab.window.id stay",
      LISTS,
      "a window's id is an integer that changes on full screen; alternateIdentifier and tab.window.id stay",
      "iTermWindowScriptingImpl.m, objectSpecifier",
    ),
    fact(
      "A tab has only an index, 0-based; tab.id is a number per launch",
      LISTS,
      "a tab is named by index only, 0-based, and tab.id is a per-launch number as text",
      "PTYTab+Scripting.m, scriptingObjectSpecifier and indexOfTab; PTYTab.m, number",
    ),
    fact(
      "A session's id is its uniqueID, and the GUID in ITERM_SESSION_ID",
      LISTS,
      "a session's id is its uniqueID, and the GUID after the colon of $ITERM_SESSION_ID",
    ),
    fact(
      "A session resolves only inside its tab",
      LISTS,
      "a session resolves only inside its tab",
      "PTYTab+Scripting.m, valueInSessionsWithWithUniqueID:",
    ),
    fact(
      "Restored sessions keep their GUID and tab.window.id, windows get other numbers",
      LIFECYCLE,
      "ends every program, and relaunch restores windows with the same session GUIDs, other window numbers and new ttys",
    ),
    fact(
      "A restarted session gets a new GUID",
      END,
      "another runs it again after 1 s in the same pane, with a new GUID, under what the screen showed",
    ),
  ],
  Lists: [
    fact(
      "Windows come front to back",
      LISTS,
      "windows come front to back",
      "iTermApplication.m, orderedScriptingWindows",
    ),
    fact(
      "Floating hotkey windows are absent",
      LISTS,
      "floating hotkey windows are absent; others are listed as hotkey windows",
      "iTermApplication.m, orderedScriptingWindows (panels are not in it)",
    ),
    fact("Buried sessions are in no list", LISTS, "buried sessions are in no list and go on"),
    fact("tmux sessions have an empty tty", LISTS, "tmux -CC sessions appear with an empty tty"),
    fact(
      "A zombie window has null tabs, currentTab and currentSession",
      LISTS,
      "a zombie window is listed with id and name, its tabs, currentTab and currentSession null",
      "iTermWindowScriptingImpl.m, tabs (its ptyDelegate is nil)",
    ),
    fact("A tab's sessions may be null", LISTS, "a tab's sessions may be null too"),
    fact(
      "While a pane is maximized, the sessions of its tab come in any order",
      LISTS,
      "while a pane is maximized, the sessions of its tab come in another order, under the same ids",
      "PTYTab.m, sessions",
    ),
    fact(
      "currentWindow() is null without a window",
      LISTS,
      "currentWindow is null with no window, and what hangs on it does not resolve",
    ),
    fact(
      "currentWindow() may be null though others are open",
      LISTS,
      "currentWindow after the current one closed is ${setting} with others there, by the switch",
      "iTermController.m, terminalWillClose:",
    ),
  ],
  Create: [
    fact(
      "A window becomes key and activates iTerm2",
      CREATE,
      "a window becomes key and activates the app",
      "iTermNewWindowCommand.m (canActivate); iTermSessionLauncher.m, makeKeyAndActivateIfNeeded:",
    ),
    fact(
      "A tab is selected, its window ordered front, iTerm2 not activated",
      CREATE,
      "a tab is selected and its window ordered front, without activating the app",
      "iTermWindowScriptingImpl.m (canActivate); PseudoTerminal.m, insertTab:atIndex:openInBackground:",
    ),
    fact(
      "By a setting, a tab comes after the current one",
      CREATE,
      "a tab is inserted after the current one",
      "PseudoTerminal.m, indexForNewTab",
    ),
    fact(
      "That is the current one of the window asked, whatever window is in front",
      CREATE,
      "a tab goes after the current one of the window it is asked of, also when another window is in front",
      "PseudoTerminal.m, indexForNewTab",
    ),
    fact(
      "As a fresh iTerm2 is set, a tab comes at the end",
      CREATE,
      "a tab is inserted at the end, as a fresh iTerm2 is set",
      "PseudoTerminal.m, indexForNewTab; iTermPreferences.m, defaultValueMap",
    ),
    fact(
      "A profile that prevents tabs opens a window, and its tab comes back",
      CREATE,
      "a profile that prevents tabs opens a new window instead, and the tab that comes back is in there",
      "iTermController.m, windowControllerForNewTabWithProfile:candidate:respectTabbingMode:",
    ),
    fact(
      "A locked layout opens a window, too",
      CREATE,
      "a locked layout and a zombie window open a new window instead, too",
      "iTermSessionLauncher.m, possiblyNewWindowControllerForProfile:toggleFullScreen:",
    ),
    fact(
      "A split selects its target's tab and session, then the former ones",
      CREATE,
      "activates the target's tab and session, then restores the former ones",
      "PTYSession+Scripting.m, splitVertically:withProfile:command:completion:",
    ),
    fact(
      "The new pane of a split is never left selected",
      CREATE,
      "never leaves the new pane selected in its tab",
      "PTYSession+Scripting.m, splitVertically:withProfile:command:completion:",
    ),
    fact(
      "A split is null when the layout is locked",
      CREATE,
      "is null when the layout is locked",
      "PseudoTerminal.m, asyncSplitVertically:before:profile:targetSession:completion:ready:",
    ),
    fact(
      "A split without room is never answered",
      CREATE,
      "is never answered when there is no room, and leaves its target's tab selected; others are answered",
      "PseudoTerminal.m, splitVertically:before:profile:targetSession:oldCWD:parentScope:completion:",
    ),
    fact(
      "There is room until a pane of that direction is too small already",
      LAYOUT,
      "has room for one more until a pane of that direction is too small already",
      "PTYTab.m, canSplitVertically:withSize:",
    ),
    fact(
      "Panes of one direction share its length alike",
      LAYOUT,
      "gives all panes of one direction the same, the third one too",
      "PTYTab.m, splitVertically:newSession:before:targetSession:",
    ),
    fact("The tty of a split may be empty at first", CREATE, "may give a session whose tty is empty at first"),
  ],
  "The command parameter": [
    fact(
      "It is evaluated as an interpolated string",
      CREATE,
      "evaluates \\\\(…), which can be seen, and runs the login shell if that fails",
    ),
    fact(
      "Backslash escapes expand",
      COMMAND_LINE,
      "backslash escapes expand; unknown ones stay as they stand",
      "NSStringITerm.m, it_stringByExpandingBackslashEscapedCharacters",
    ),
    fact(
      "It is trimmed; an empty one is the login shell",
      CREATE,
      "is trimmed; an empty one is the login shell",
      "ITAddressBookMgr.m, computeCommandForProfile:objectType:scope:completion:",
    ),
    fact(
      "$$NAME$$ raises a modal prompt",
      CREATE,
      "asks for $$NAME$$ in a modal prompt, and the event waits for the answer",
      "iTermSessionFactory.m, substitutionsAfterPrompting",
    ),
    fact(
      "A cancelled prompt makes nothing",
      CREATE,
      "a cancelled prompt makes no tab",
      "iTermSessionFactory.m, computeSubstitutions",
    ),
    fact(
      "Quotes and backslashes are iTerm2's own",
      COMMAND_LINE,
      "reads a backslash in single quotes too, unlike a shell",
      "NSStringITerm.m, componentsBySplittingStringWithQuotesAndBackslashEscaping:",
    ),
    fact(
      "~ begins a home folder",
      COMMAND_LINE,
      "expands ~ at the start of an unquoted word only",
      "NSStringITerm.m, componentsBySplittingStringWithQuotesAndBackslashEscaping:",
    ),
    fact(
      "There is no shell",
      COMMAND_LINE,
      "has no shell: $, ;, |, >, * and backticks are plain characters",
      "NSStringITerm.m, componentsInShellCommand; PTYSession.m, computeArgvForCommand:substitutions:completion:",
    ),
    fact(
      "By its profile, the login shell runs it instead",
      CREATE,
      "is run by the login shell, if the profile says so",
      "ITAddressBookMgr.m, bookmarkCommandSwiftyString:forObjectType:",
    ),
    fact(
      "The environment is the app's, with ITERM_SESSION_ID and the like; the folder is the profile's",
      CREATE,
      "runs without a shell, with the app's own environment, in the profile's folder",
    ),
  ],
  write: [
    fact(
      "Text and a carriage return",
      WRITE_AND_READ,
      "types the text and a carriage return",
      "PTYSession+Scripting.m, handleWriteScriptCommand:",
    ),
    fact(
      "newline: false leaves it out; \\n is unchanged; no bracketed paste",
      WRITE_AND_READ,
      "types nothing more with newline:false, leaves \\\\n as it is, and makes no bracketed paste",
      "PTYSession+Scripting.m, handleWriteScriptCommand:",
    ),
    fact(
      "Neither text nor file is error 2, both are error 1",
      WRITE_AND_READ,
      "neither text nor file is error 2, both are error 1",
      "PTYSession+Scripting.m, handleWriteScriptCommand:",
    ),
    fact(
      "It holds iTerm2 up to 1 s for a first output",
      WRITE_AND_READ,
      "blocks iTerm2 for up to 1 s waiting for a first output",
      "PTYSession+Scripting.m, handleWriteScriptCommand:",
    ),
    fact(
      "It is ignored when the program is gone",
      WRITE_AND_READ,
      "is silently ignored when the program is gone",
      "PTYSession+Scripting.m, handleWriteScriptCommand:",
    ),
    fact("It goes through input broadcast", WRITE_AND_READ, "goes through input broadcast if that is on"),
  ],
  Reading: [
    fact(
      "contents and text are the whole scrollback plus grid",
      WRITE_AND_READ,
      "contents and text are the whole scrollback plus grid, not the visible part",
      "PTYSession+Scripting.m, text; PTYTextView.m, contentWithAttributes:timestamps:",
    ),
    fact(
      "1,000 lines by default, or all",
      WRITE_AND_READ,
      "the scrollback is 1,000 lines by default and may be unlimited",
    ),
    fact(
      "A row ending in blanks has one trailing space; blank rows are ' \\n'",
      SCREEN,
      "gives a row that ends in blanks one trailing space, and blank rows under the cursor as ' \\\\n'",
    ),
    fact("Soft wraps are joined", SCREEN, "joins soft wraps and keeps hard ends of line"),
    fact(
      "isProcessing: output in the last 2 s, and the first 2 s of life",
      WRITE_AND_READ,
      "isProcessing: true in the first 2 s of life, then only within 2 s of output",
      "PTYSession.m, isProcessing",
    ),
    fact(
      "What is redrawn after a resize is no processing",
      WRITE_AND_READ,
      "isProcessing does not count what a program redraws just after a resize",
      "PTYSession.m, isProcessing",
    ),
    fact(
      "isAtShellPrompt is false without shell integration",
      WRITE_AND_READ,
      "isAtShellPrompt is always false without shell integration, and follows OSC 133 with it",
      "PTYSession.m, isAtShellPrompt",
    ),
    fact(
      "name is the evaluated title, with the job",
      WRITE_AND_READ,
      "is the evaluated title with the job appended, by the profile",
      "PTYSession.m, name",
    ),
    fact(
      "name, set, changes profileName, and OSC 0 or 1 replaces it",
      WRITE_AND_READ,
      "set, it is this session's only, changes profileName too, and a later OSC 0 or 1 takes its place",
      "PTYSession+Scripting.m, setName: and profileNameForScripting; PTYSession.m, profileNameDidChangeTo:",
    ),
    fact("name is a format string", WRITE_AND_READ, "is a format string: \\\\(…) in it is evaluated"),
  ],
  "Select / front": [
    fact(
      "Session, tab, window and app are four steps",
      USER,
      "session.select, tab.select, window.select and activate each do one step: all four show a session",
      "handleSelectCommand: of PTYSession+Scripting.m, PTYTab+Scripting.m and iTermWindowScriptingImpl.m",
    ),
  ],
  Close: [
    fact(
      "tab.close() never asks",
      CLOSE,
      "never asks, whatever the profile, jobs, locks or pins",
      "PTYTab+Scripting.m, handleCloseCommand:; PseudoTerminal.m, removeTab:",
    ),
    fact(
      "session.close() asks if the profile always prompts",
      CLOSE,
      "asks for a profile that always prompts",
      "PTYSession.m, promptOnCloseReason",
    ),
    fact(
      "or prompts for jobs and some run",
      CLOSE,
      "asks for a profile that prompts if jobs run, with a job",
      "PTYSession.m, promptOnCloseReason",
    ),
    fact("or the session is locked", CLOSE, "asks for a locked session", "PTYSession.m, promptOnCloseReason"),
    fact(
      "A sole pane of a pinned tab prompts",
      CLOSE,
      "asks for the sole pane of a pinned tab, but not for one of its splits",
      "PseudoTerminal.m, confirmCloseTab:suppressConfirmation:",
    ),
    fact(
      "A locked layout refuses session.close() silently",
      CLOSE,
      "is refused silently by a locked layout",
      "PseudoTerminal.m, closeSessionWithConfirmation:",
    ),
    fact(
      "window.close() asks for any session that would",
      CLOSE,
      "asks for any session that would ask",
      "PseudoTerminal.m, promptOnCloseReason",
    ),
    fact(
      "window.close() asks for more than one running session",
      CLOSE,
      "asks for more than one running session with the default setting, and not without it",
      "PseudoTerminal.m, windowShouldClose:",
    ),
    fact(
      "The sheet activates iTerm2 and holds the event",
      CLOSE,
      "activates iTerm2, blocks the event until answered, and Cancel keeps the session",
      "NSAlert+iTerm.m, runSheetModalForWindow:",
    ),
    fact(
      "Unanswered, it costs -1712",
      CLOSE,
      "unanswered, costs the sender -1712, and may still be answered after that",
    ),
    fact(
      "The process lives up to 5 s more",
      CLOSE,
      "leaves the process up to 5 s more (undo close), then hangs up",
      "PTYSession.m, terminate",
    ),
    fact(
      "The last tab takes its window along",
      CLOSE,
      "of the last tab closes the window",
      "PseudoTerminal.m, removeTab:",
    ),
    fact("Tab indexes shift", CLOSE, "shifts the indexes of the tabs after it", "PTYTab.m, number"),
  ],
  "Exit of the program": [
    fact(
      "The default profile closes the session at once",
      END,
      "the default profile closes the session at once, and its tab with it",
    ),
    fact(
      "Another keeps it, listed, its writes dropped",
      END,
      "another setting keeps it on screen, still listed, its writes dropped",
    ),
    fact(
      "Another restarts it after 1 s",
      END,
      "another runs it again after 1 s in the same pane, with a new GUID, under what the screen showed",
    ),
    fact(
      "Within 3 s of its creation a modal warns",
      END,
      "within 3 s of the session's creation, a modal warns that it ended very soon",
      "PTYSession.m, _maybeWarnAboutShortLivedSessions",
    ),
    fact(
      "Not of a program that is not there",
      END,
      "a program that is not there closes its session without the warning",
      "PTYSession.m, terminate",
    ),
  ],
  Variables: [
    fact(
      "All come as text: decimal, 1 or 0, unset null",
      VARIABLES,
      "come as text: numbers decimal, booleans '1' or '0', unset null",
      "PTYSession+Scripting.m, handleVariableNamedCommand:",
    ),
    fact("Each has its name", VARIABLES, "each is there by its name, as text or null", "iTermVariables.m"),
    fact(
      "The job's are those of the foreground program",
      VARIABLES,
      "jobName, jobPid, commandLine and path are those of the foreground program",
      "PTYSession.m, setCurrentForegroundJobProcessInfo:",
    ),
    fact("There is no exit status", END, "there is no exit status to be read anywhere", "iTermVariables.m"),
    fact(
      "Only user. can be set, else error 3",
      VARIABLES,
      "setVariable takes only user. variables, else error 3",
      "PTYSession+Scripting.m, handleSetVariableNamedCommand:",
    ),
  ],
  "Escape codes": [
    fact("SetUserVar sets user.NAME", VARIABLES, "OSC 1337 SetUserVar sets user.NAME"),
    fact("SetBadgeFormat, RequestAttention, SetMark", ESCAPE_CODES, "SetBadgeFormat, RequestAttention, SetMark"),
    fact(
      "ClearScrollback",
      SCREEN,
      "loses the scrollback and keeps the grid at OSC 1337;ClearScrollback, wherever in the output it comes",
    ),
    fact("OSC 0, 1, 2 are titles", ESCAPE_CODES, "OSC 0 sets both titles, 1 the icon's, 2 the window's"),
    fact(
      "OSC 133 marks prompts and ends",
      ESCAPE_CODES,
      "OSC 133 A, B, C, D;code follow the prompt, the typing, the run and its end",
    ),
    fact(
      "OSC 9 is a notification, OSC 9;4 progress",
      ESCAPE_CODES,
      "OSC 9;text is a notification, OSC 9;4;state;percent is progress",
    ),
    fact(
      "OSC 9 posts only if the profile allows it",
      WRITE_AND_READ,
      'OSC 9 ${allowed ? "posts" : "does not post"} one if the profile ${allowed ? "allows" : "forbids"} it',
    ),
  ],
  "Dynamic profiles": [
    fact(
      "They are read at launch, from a folder that is made if need be",
      DYNAMIC,
      "are read at launch from a folder that iTerm2 makes if it is not there",
      "iTermDynamicProfileManager.m, unresolvedDynamicProfilesPath",
    ),
    fact(
      "and 0.1 s after a change; until then the name is error 1",
      DYNAMIC,
      "are read again 0.1 s after a change, and until then their names are error 1 and make nothing",
      "iTermAdvancedSettingsModel.m, dynamicProfilesNotificationLatency",
    ),
    fact(
      "3 s before 3.5",
      DYNAMIC,
      "are read again only 3 s after a change before 3.5",
      "iTermAdvancedSettingsModel.m of 3.4.23",
    ),
    fact(
      "A dialog keeps them from being read",
      DYNAMIC,
      "are not read while a dialog is up, but as soon as it is answered",
      "SCEvents.m (default run-loop mode)",
    ),
    fact(
      "Names are exact, the first of the list counts",
      DYNAMIC,
      "are found by their exact names, the first of the list before later ones and ordinary ones before dynamic ones",
      "ProfileModel.m, bookmarkWithName:",
    ),
    fact(
      "A malformed file loses only its own profiles, with a modal dialog",
      DYNAMIC,
      "a malformed file loses its own profiles and no others, and a dialog holds all events",
      "iTermDynamicProfileManager.m, reallyReloadDynamicProfiles, reallyReportError:file:",
    ),
    fact(
      "So does one that is no UTF-8, no object, or has no Profiles",
      DYNAMIC,
      "a file with %s is ignored with the same dialog",
      "iTermDynamicProfileManager.m, profilesInFile:fileType:",
    ),
    fact(
      "The dialog can be silenced",
      DYNAMIC,
      "a user may have silenced the dialog",
      "iTermDynamicProfileManager.m, reallyReportError:file:",
    ),
    fact(
      "An entry without Guid or Name, or with a Guid that is taken, is skipped",
      DYNAMIC,
      "an entry %s is skipped, its file is not, and one dialog says so",
      "iTermDynamicProfileManager.m, profilesInFile:fileType:, loadDynamicProfilesFromFile:intoArray:guids:",
    ),
    fact(
      "Files are read in the order of their paths, without dot files and backups",
      DYNAMIC,
      "files are read in the order of their paths, subfolders too, without dot files and backups",
      "iTermDynamicProfileManager.m, reallyReloadDynamicProfiles",
    ),
    fact(
      "Links are followed and watched",
      DYNAMIC,
      "a folder that is a link is followed, and the files that links in it lead to are watched",
      "iTermDynamicProfileManager.m, pathsToWatch",
    ),
    fact(
      "The parent is the default profile, and gives every key that is left out",
      DYNAMIC,
      "is the user's default profile where none is named, and every key that is left out is its own",
      "iTermDynamicProfileManager.m, prototypeForDynamicProfile:, profileByMergingProfile:intoProfile:",
    ),
    fact(
      "or the one of a Guid, else of a name",
      DYNAMIC,
      "is named by Guid before Name",
      "iTermDynamicProfileManager.m, prototypeForDynamicProfile:",
    ),
    fact(
      "or, if that is not there, nobody, though the dialog says otherwise",
      DYNAMIC,
      "is nobody where the one that is named is not there, whatever the dialog says",
      "iTermDynamicProfileManager.m, prototypeForDynamicProfile:",
    ),
    fact(
      "Its changes come with the next change of the folder",
      DYNAMIC,
      "gives its later changes only when the folder changes",
      "iTermDynamicProfileManager.m, updateDynamicProfile:",
    ),
    fact(
      "Command needs Custom Command",
      DYNAMIC,
      "a command without its switch is the parent's login shell",
      "ITAddressBookMgr.m, bookmarkCommandSwiftyString:forObjectType:",
    ),
    fact(
      "Separate colors of the parent give way on an update only",
      DYNAMIC,
      "its separate colors for light and dark hide plain ones until the file is read a second time",
      "iTermDynamicProfileManager.m, shouldDisableSeparateColorsForDynamicProfile:prototype:",
    ),
    fact(
      "Open sessions take badge, tab color and title rules, not command, folder, log",
      DYNAMIC,
      "take its badge, tab color and title rules at once, and neither command, folder nor log",
      "PTYSession.m, reloadProfile",
    ),
    fact(
      "They outlive its file, also in a relaunch",
      DYNAMIC,
      "keep their copy and run on when the file goes; a relaunch restores them with that copy",
      "PTYSession.m, sessionFromArrangement:…",
    ),
    fact(
      "A default profile that goes leaves the first",
      DYNAMIC,
      "a dynamic profile that was the default leaves the first one in its place",
      "ITAddressBookMgr.m, removeProfile:fromModel:",
    ),
    fact(
      "A script's command counts before the profile's",
      DYNAMIC,
      "go by a command of the script's, which the profile's own does not replace",
      "iTermSessionLauncher.m",
    ),
    fact(
      "A file that is gone at the start is forgotten",
      DYNAMIC,
      "a file that goes before the start is forgotten at the start",
      "iTermDynamicProfileManager.m, reallyReloadDynamicProfiles",
    ),
  ],
  "Session logs": [
    fact(
      "The log has every byte from the first, and nothing of iTerm2's own",
      LOGS,
      "has every byte from the first one on, escape codes and what iTerm2 does not draw included, and nothing of iTerm2's own",
      "PTYTask.m, readTask:length:",
    ),
    fact(
      "id is the GUID; logFilename is the path until the program ends",
      LOGS,
      "is named by the session's id, which is its GUID, and variable logFilename says where it is until the program ends",
      "iTermLoggingHelper.m, start, close",
    ),
    fact(
      "Variables of before the start only; the unknown is nothing; / is __",
      LOGS,
      "is named by what is known before the program starts, '/' becoming '__' and the unknown nothing",
      "PTYSession+ARC.m, joinedNameWithFolder:filename:",
    ),
    fact(
      "Interpolated from 3.5 on",
      LOGS,
      "its folder is interpolated from 3.5 on, and its name only then by the profile",
      "PTYSession+ARC.m, fetchAutoLogFilenameWithCompletion:",
    ),
    fact("An empty folder is the home", LOGS, "in an empty folder is in the home", "PTYSession+ARC.m"),
    fact(
      "A new file has 0666 less the umask, an existing one keeps its mode and is appended to",
      LOGS,
      "is made with the mode that the app's umask leaves, and keeps the mode that it has",
      "iTermLoggingHelper.m, newFileHandle",
    ),
    fact(
      "Truncated, it leaves a hole of NULs",
      LOGS,
      "that others truncate goes on at its own offset, after a hole of NULs",
      "iTermLoggingHelper.m, newFileHandle (no O_APPEND)",
    ),
    fact(
      "Renamed or removed, it goes on unseen",
      LOGS,
      "that others rename or remove goes on in the file that it was, and is never opened anew",
      "iTermLoggingHelper.m, newFileHandle",
    ),
    fact(
      "A failed write ends it silently, and logFilename stays",
      LOGS,
      "that cannot be written to is closed for good without a word, and logFilename does not tell",
      "iTermLoggingHelper.m, queueWriteDataToFileHandle:",
    ),
    fact(
      "What cannot be opened is a notification, and logFilename stays",
      LOGS,
      "in a folder, or a file, that must not be written is none: a notification says so, and the session starts",
      "iTermLoggingHelper.m, queueStart",
    ),
    fact(
      "Buried it goes on, closed it pauses",
      LOGS,
      "goes on where the session is buried or moved, and pauses while its closing can be undone",
      "PTYSession.m, terminate",
    ),
    fact(
      "A restart has a new file",
      LOGS,
      "a restarted session has a new GUID and with it a new file",
      "PTYSession.m, restartSession",
    ),
    fact(
      "A missing folder is asked about from 3.6 on",
      LOGS,
      "is asked about from 3.6 on, and launch and Apple event wait: %s",
      "NSFileManager+iTerm.swift, it_promptToCreateEnclosingDirectory",
    ),
    fact(
      "and is a notification before",
      LOGS,
      "is a notification and no log before 3.6",
      "iTermLoggingHelper.m, newFileHandle of 3.5",
    ),
    fact(
      "Relaunched programs append",
      LOGS,
      "a program that is run again goes on in the same file, under the same GUID",
      "iTermLoggingHelper.m, newFileHandle",
    ),
    fact(
      "Programs that lived on do, too, by the arrangement",
      LOGS,
      "a program that lived on is logged on in the file that it had, with what it said meanwhile",
      "PTYSession.m, sessionFromArrangement:…",
    ),
    fact("Any profile may log", LOGS, "a profile of the user's own logs as a dynamic one does", "PTYSession+ARC.m"),
  ],
  "Titles by the profile": [
    fact(
      "Component 1 without title setting is a fixed name",
      TITLES,
      "title component 1 without title setting is a fixed name: programs change neither it nor their variables",
      "VT100Terminal.m (OSC 0, 1, 2)",
    ),
    fact(
      "Title setting is a live setting",
      TITLES,
      "setting titles is allowed and forbidden at once for open sessions",
      "PTYSession.m",
    ),
    fact(
      "A program's title adds the session's name, for good",
      TITLES,
      "a program's title is shown also where the profile shows the job alone, and from then on the profile's later rules do not count",
      "PTYSession.m, enableSessionNameTitleComponentIfPossible",
    ),
    fact(
      "No component: icon, window, or Shell",
      TITLES,
      "no component is the icon's title, else the window's, else Shell",
      "iTermSessionTitleBuiltInFunction.m, titleForSessionName:…",
    ),
    fact(
      "The profile's name, alone or before the session's",
      TITLES,
      "the profile's name stands alone, or before the session's where that is another one",
      "iTermSessionTitleBuiltInFunction.m, titleForSessionName:…",
    ),
    fact(
      "The badge is interpolated, and a program's own counts",
      TITLES,
      "a badge of the program's own takes the place of the profile's",
      "PTYSession.m, badgeFormat",
    ),
  ],
  Traps: [
    ["User text in source", "1: text of the user in the source of a script breaks it, or runs"],
    [
      "More than a plain path in command",
      "2: a command that is more than a plain path meets no shell, and iTerm2's own reading of it",
    ],
    [
      "Indexes and window ids kept",
      "3: a tab's index that was kept leads to another session, a window's id to nothing",
    ],
    ["Newest tab taken for the last", "4: the newest tab is not the last one"],
    ["currentWindow() trusted", "5: currentWindow() is null though a window is open"],
    [
      "A null-tab window in a listing",
      "6: one window without tabs breaks a listing; read as empty it hides nothing but is no answer",
    ],
    ["Columns zipped unseen", "7: columns that are zipped unseen give one session the tty of another"],
    ["whose, contents of all", "8: whose, and the contents of every session, are refused whatever the script catches"],
    [
      "isProcessing, isAtShellPrompt taken for the end",
      "9: isProcessing is false of a program at work, isAtShellPrompt of a shell at its prompt",
    ],
    [
      "Closing without a timeout",
      "10: closing a window waits for its user, and the processes of what is closed live on",
    ],
    ["Trying again after -1712 or -609", "11: what is tried again after %i has been done twice"],
    ["A short first timeout", "12: a short timeout takes the consent sheet away before anybody can answer it"],
    ["name set, profileName filtered", "13: a session whose name was set is not found by its profile's name any more"],
    [
      "Writes unverified",
      "14: each line of a write is an Enter, broadcast takes it elsewhere, and an ended session swallows it",
    ],
    [
      "A command that ends within 3 s",
      "15: a command that ends within 3 s brings up a dialog, in front of everything, that holds up all scripts",
    ],
    ["Error text matched", "16: the text of an error is another one on another Mac; its number is the same"],
    ["A property before running()", "17: a property asked for before running() is -600, or starts iTerm2"],
    ["activate() in the background", "18: activate(), and a window made, take the user's focus"],
    [
      "Promises, setTimeout, const delay",
      "19: a promise is never kept, setTimeout is not there, and const delay kills the script at load",
    ],
  ].map(([says = "", name = ""]) => fact(says, TRAPS, name)),
};

/** What scripts could ask and we do not: the test Mac refuses it loudly, by this test. */
export const refused: Fact[] = [
  fact(
    "whose, where, first, last and properties of collections",
    SPECIFIERS,
    "whose is refused loudly, even if the script catches everything",
  ),
  fact(
    "make, delete, duplicate, move; quit with saving; count of a kind; contents of many sessions at once",
    COMMANDS,
    "%s is refused loudly, even if the script catches everything",
  ),
  fact("The ObjC bridge, Path and JXA's other globals", IO, "%s is not modelled and says so"),
  fact("Results that are no text", IO, "a script that returns an object is refused: it is to return JSON text"),
  fact(
    "Window geometry, colors, and every other property without a reader",
    LISTS,
    "a property that the test Mac does not model ends the test instead of pretending",
  ),
  fact(
    "Setting sizes, colors, bounds and the like",
    LISTS,
    "nor can one be set that iTerm2 can set and the test Mac cannot",
  ),
  fact(
    "Hotkey windows made, shown or hidden by script; the Python API",
    LISTS,
    "a command of %s that the test Mac does not model ends the test: %s",
  ),
  fact(
    "Dynamic profiles as property lists, with keys beyond those modelled, or with values that may crash iTerm2",
    DYNAMIC,
    "a file that is no JSON of profiles as iTerm2 knows them ends the test",
  ),
  fact(
    "Logs of other styles than raw",
    LOGS,
    "of another style than raw, or with a name that cannot be evaluated, is refused",
  ),
  fact("Title components beyond names and the job", TITLES, "a component that is not modelled ends the test"),
  fact("Variables beyond those named above", VARIABLES, "%s, which iTerm2 has and the test Mac has not, ends the test"),
];
