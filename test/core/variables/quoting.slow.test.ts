import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderVariables } from "../../../src/core/model/variables.ts";
import { SHELLS } from "./shells.ts";

const NASTY = [
  "",
  "plain",
  "two words",
  "it's",
  "''''",
  'say "hi"',
  "$HOME ${HOME} $(id) `id`",
  "back\\slash \\\\ end\\",
  "a'\\'b",
  "new\nline\n",
  "*.ts ~ ? [a] {a,b} !x # no ; & | < > ( )",
  "Zoë 🚀 日本",
  "-n",
  "tab\there",
];

/** What `printf '%s\0'` of this shell prints for each command, one run for all. */
function printed(shell: string, commands: string[]): string[] {
  const output = execFileSync(shell, ["-c", commands.join("\n")], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return output.split("\0").slice(0, -1);
}

const render = (text: string, value: string) => renderVariables(text, "shell", new Map([["x", value]]));

describe.each(SHELLS)("a value in a command of %s", (shell) => {
  const PLACES: [string, string, (value: string) => string][] = [
    ["on its own", "{x}", (v) => v],
    ["stuck to other text", "--name={x}/end", (v) => `--name=${v}/end`],
    ["in double quotes", '"a {x} b"', (v) => `a ${v} b`],
    ["alone in double quotes", '"{x}"', (v) => v],
    ["in single quotes", "'a {x} b'", (v) => `a ${v} b`],
    ["twice, once in quotes", '{x}"{x}"', (v) => v + v],
    ["after an escaped quote", '"\\"{x}"', (v) => `"${v}`],
  ];
  test.each(PLACES)("is that value, whatever it holds: %s", (_where, text, expected) => {
    const commands = NASTY.map((value) => `printf '%s\\0' ${render(text, value)}`);
    expect(printed(shell, commands)).toEqual(NASTY.map(expected));
  });

  test("is that value for any text at all, in any quotes", () => {
    const values = fc.sample(
      fc.string({ unit: "binary" }).filter((s) => !/[\0\p{Surrogate}]/u.test(s)),
      300,
    );
    for (const quote of ["", '"', "'"]) {
      const commands = values.map((value) => `printf '%s\\0' ${render(`${quote}{x}${quote}`, value)}`);
      expect(printed(shell, commands)).toEqual(values);
    }
  });
});

describe.each(SHELLS.filter((shell) => shell !== "fish"))("a value deep in a command of %s", (shell) => {
  const DEEP: [string, string][] = [
    ["a command substitution", "\"$(printf '%s' {x})\""],
    ["quotes in a substitution in quotes", '"$(printf \'%s\' "{x}")"'],
    ["a substitution in a substitution", "\"$(printf '%s' \"$(printf '%s' '{x}')\")\""],
    ["a subshell in a substitution", "\"$( (printf '%s' {x}) )\""],
  ];
  // A shell takes line ends off the end of what it substitutes.
  const values = NASTY.map((value) => value.trimEnd());
  test.each(DEEP)("is that value in %s", (_where, text) => {
    expect(
      printed(
        shell,
        values.map((value) => `printf '%s\\0' ${render(text, value)}`),
      ),
    ).toEqual(values);
  });

  test("is that value in the script of another shell", () => {
    const commands = values.map((value) => render(`X={x} ${shell} -c 'printf "%s\\0" "$X"'`, value));
    expect(printed(shell, commands)).toEqual(values);
  });

  test("is a number in arithmetic", () => {
    expect(printed(shell, [`printf '%s\\0' ${render("$(( ({x} + 1) * 2 ))", "41")}`])).toEqual(["84"]);
  });

  test("is not disturbed by a here-document or a comment with an apostrophe before it", () => {
    const text = "# it's a comment\ncat > /dev/null <<END\nit's \"text\nEND\nprintf '%s\\0' \"{x}\"";
    expect(printed(shell, [render(text, "it's")])).toEqual(["it's"]);
  });
});

describe.each(SHELLS.filter((shell) => shell === "bash" || shell === "zsh"))("a value in %s", (shell) => {
  test("is right inside $'…'", () => {
    expect(
      printed(
        shell,
        NASTY.map((value) => `printf '%s\\0' ${render("$'a\\'{x}\\'b'", value)}`),
      ),
    ).toEqual(NASTY.map((value) => `a'${value}'b`));
  });
});
