/*
 * An agent that asks whether it may run a command: choices without numbers, a cursor that arrow keys move, a clock that
 * goes on beside it. "c" has it ask about another command, "s" moves the cursor. It reads keys as many programs do: what
 * comes in one piece is one key.
 */

process.title = "claude";

const CHOICES = ["No", "Yes, and tell me more", "Yes"];
let cursor = 0;
let command = "rm -rf build";
let ticks = 0;
let said = "";

function draw(): void {
  const rows = CHOICES.map((choice, at) => ` ${at === cursor ? "❯" : " "} ${choice}`);
  const dialog = [
    "─".repeat(60),
    " Bash command",
    "",
    `   ${command}`,
    "",
    " Do you want to proceed?",
    ...rows,
    "",
    " Esc to cancel · Tab to amend",
  ];
  const screen =
    said === "" ? [`waited ${ticks} ticks`, "", ...dialog] : [said, "", "─".repeat(60), "❯ ", "─".repeat(60)];
  process.stdout.write(`\u001b[2J\u001b[3J\u001b[H${screen.join("\r\n")}`);
}

process.stdin.setRawMode(true);
process.stdin.setEncoding("utf8");
process.stdin.on("data", (key: string) => {
  if (key === "\u0003") process.exit(0);
  if (key === "c") command = "rm -rf /";
  if (key === "\u001b[B" || key === "s") cursor = Math.min(cursor + 1, CHOICES.length - 1);
  if (key === "\u001b[A") cursor = Math.max(cursor - 1, 0);
  if (key === "\r" && said === "") said = `⏺ chose ${CHOICES[cursor]}`;
  draw();
});
setInterval(() => {
  ticks += 1;
  if (said === "") draw();
}, 150);
draw();
