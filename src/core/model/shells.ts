/** Programs that read commands at a prompt; `login` is what iTerm2 starts the user's shell by. */
export const SHELLS: readonly string[] = [
  "sh",
  "bash",
  "zsh",
  "fish",
  "dash",
  "ash",
  "ksh",
  "mksh",
  "tcsh",
  "csh",
  "nu",
  "xonsh",
  "elvish",
  "login",
];

/** The name of the program in a command line as ps prints it: "zsh" for "-zsh" and for "/bin/zsh -i". */
export function programName(command: string): string {
  const [program = ""] = command.trim().split(/\s+/, 1);
  return program.replace(/^-/, "").replace(/^.*\//, "");
}

/** Whether a command line starts a shell, be it for a script or for a prompt. */
export function isShell(command: string): boolean {
  return SHELLS.includes(programName(command));
}

/** Whether a command line starts a shell that prompts: "-zsh" and "/bin/zsh -i" do, "sh build.sh" and "sh -c make" not. */
export function isPromptingShell(command: string): boolean {
  if (!isShell(command)) return false;
  // What follows these is a start-up file or what to run before the first prompt, as in the shell that the runner leaves.
  const [before = "", given] = command.trim().split(/\s+(?:--rcfile \S+|-C\b)/, 2);
  const options = [...before.split(/\s+/).slice(1), ...(given?.trim() === "-i" ? ["-i"] : [])];
  return options.every((option) => /^-(?![a-z]*c|-command\b)/.test(option));
}
