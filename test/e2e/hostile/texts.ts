/** A file in the home that whatever is executed against the will of everybody makes. */
export const CANARY = "canary";

/**
 * Texts that mean something to somebody on the way: a shell, iTerm2's interpolation and parameters, AppleScript, JSON,
 * SQL, terminals, markdown, HTML, file systems, JavaScript objects. As a name, a value or a line they are only text.
 */
export const TEXTS: Record<string, string> = {
  "an interpolated string of iTerm2": '\\(session.name) \\(iterm2.alert("x"))',
  "a parameter of iTerm2": "$$NAME$$ $$$$",
  "command substitution": `$(touch ~/${CANARY}) \`touch ~/${CANARY}\` \${HOME}`,
  "the end of a word in quotes": `'; touch ~/${CANARY}; '"; touch ~/${CANARY}; "`,
  "the end of a line of AppleScript": `" & (do shell script "touch ~/${CANARY}") & "`,
  "several lines": `one\ntouch ~/${CANARY}\r\nthree`,
  "the end of a here-document": `\nEND\ntouch ~/${CANARY}\n`,
  "escape codes": "\u001b]0;owned\u0007\u001b[2J\u001b]1337;SetUserVar=x=eA==\u0007\u009b31m",
  "right to left": "\u202egnp.exe\u2066 עברית \u200f\u200b",
  markdown: "[click](javascript:alert(1)) ![](http://evil.example/x.png) | # _a_ **b** ```\n# Title",
  HTML: '</pre><img src="http://evil.example/x.png"><script>alert(1)</script>',
  SQL: "'); DROP TABLE projects; --",
  "a path": "../../../../etc/passwd",
  "an object's own": "constructor",
  braces: "{{ }} {{project_name}}",
  "format characters": "%s %n %1$s {0}",
  "a deep link": "raycast://extensions/x/y/z?arguments=%7B%7D",
  "emoji and marks": "👩‍👩‍👧‍👦 Z̷̡͝a̴l̵g̸o̶ 日本語",
  "very long": "long ".repeat(2_000),
};

/** All of them but those that hold what a terminal's title, or a line, cannot. */
export const LINES = Object.values(TEXTS).filter((text) => !/[\p{Cc}]/u.test(text));
