import type { ScreenRules } from "./screen/rule.ts";
import * as cues from "./screen/common-cues.ts";

/**
 * What any program on a terminal may draw. A question counts only where the cursor would stand: on the last line, or
 * with nothing but choices and key hints under it.
 */
export const ANY_PROGRAM: ScreenRules = {
  composer: { line: /^[>❯›▌](?: |$)/u, frame: "dividers" },
  rules: {
    password: {
      waiting:
        /(?:^|\s|\[sudo\] )(?:password|passphrase|passcode|pin|verification code|one-time (?:code|password)|otp|2fa code)\b[^!?]{0,120}: ?$/iu,
      within: 1,
    },
    "yes-or-no": { ...cues.YES_OR_NO, within: 1 },
    "yes-or-no-above-prompt": { waiting: /^[>›] ?$/u, near: [cues.YES_NO], reach: 1, within: 1 },
    "choose-of": {
      waiting: /\[[a-z?](?:,[a-z?]){1,12}\]\? ?$|\[[^\][]{1,20}(?:\/[^\][]{1,12}){1,6}\][:?] ?$/iu,
      within: 1,
    },
    "are-you-sure": { waiting: /\bare you sure\b[^.!]*\?? ?$/iu, within: 1 },
    "press-a-key": {
      waiting: cues.PRESS_KEY,
      within: 1,
      unless: /^[›»] ?press\b|\bto (?:trigger|rerun|re-run|restart|show help)\b/iu, // keys of a watcher at rest
    },
    "dialog-keys": { ...cues.DIALOG_KEYS, within: 5 },
    "choose-keys": { waiting: cues.MOVE_HINT, near: [cues.ENTER_HINT], reach: 1, within: 5 },
    ...cues.CHOICES,
    answers: { ...cues.ANSWERS, within: 6, superseded_by: /[$%#] ?$/u },
    inquirer: {
      waiting: /^\? \S.*(?:[?:›»]|[›»] .{0,80}|\(use arrow keys\)|\(y\/n\)|\([^()]*\)) *\S{0,60}$/iu,
      within: 14,
      superseded_by: /^(?:\? \S.*|[✔✓✖] .*|.*[$%#] ?)$/u,
      near: [/^\? /u],
    },
    clack: { waiting: /^◆ {1,2}\S/u, within: 16, superseded_by: /^(?:◇|└ {1,2}\S|■)/u },
    "asks-for-text": {
      waiting:
        /^(?:please )?(?:enter|type|input|choose|select|provide|username|user name|login|e-?mail(?: address)?)\b[^.!?]{0,80}: ?$|^username for '[^']+': ?$/iu,
      within: 1,
    },
    debugger: {
      waiting:
        /^(?:\(Pdb(?:\+\+)?\)|ipdb>|\(gdb\)|\(lldb\)|\(dlv\)|\(byebug\)|debug>|\(rdb(?:g)?\)|\(i?rdbg(?:@\S+)?\))/u,
      within: 1,
    },
    pager: {
      waiting:
        /^(?::|\(END\)|-- ?More ?--.*|lines \d+-\d+(?:\/\d+)?(?: .*)?|.{0,80}\(press h for help or q to quit\))$/u,
      within: 1,
    },
    question: { waiting: cues.ASKS, within: 1 },
    "select-number": {
      waiting:
        /^(?:#\?|(?:enter|your|select|choose|pick)\b.{0,60}\b(?:choice|selection|number|option)\b.{0,40}[:?>]) ?$/iu,
      within: 1,
    },
    "interrupt-hint": {
      busy: /(?:^|[·•|] ?)(?:press )?(?:esc|ctrl\+c) to (?:interrupt|stop)\b|\((?:[^()]*[·•,] ?)?(?:esc|ctrl\+c) to (?:interrupt|stop|cancel)\b/iu,
      within: 8,
    },
    spinner: { busy: /^[\u2801-\u28ff] ?\S|\S [\u2801-\u28ff]$/u, within: 2 },
    progress: {
      busy: /(?:\[[=#>\-█░▒▓ .]{3,}\]|[█▓▒░━╸]{4,}).{0,60}$|\b\d{1,3}(?:\.\d+)?% ?(?:\(|$|\||ETA\b)/u,
      within: 1,
    },
    repl: {
      idle: /^(?:>>>|\.\.\.|In \[\d+\]:|irb\(.*|iex\(.*|\w{1,12}[=#>-]{0,1}[>#]|mysql>|sqlite>|>) ?$/u,
      within: 1,
    },
    "shell-prompt": { idle: /(?:^|[\s)\]~\w])[$%#❯➜λ] ?$|^[❯➜$%#] \S|^➜ {1,2}\S/u, within: 1 },
  },
};
