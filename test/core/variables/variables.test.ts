import { describe, expect, test } from "vitest";
import { Fault } from "../../../src/core/model/fault.ts";
import { renderVariables, variableKey, variablesIn } from "../../../src/core/model/variables.ts";

const values = new Map([
  ["name", "val"],
  ["port:web", "20001"],
  ["ask:Which branch?", "main"],
]);
const render = (text: string) => renderVariables(text, "shell", values);

describe("what counts as a variable", () => {
  test.each([
    ["echo {name}", "echo 'val'"],
    ["serve --port {port:web}", "serve --port '20001'"],
    ["git switch {ask:Which branch?}", "git switch 'main'"],
  ])("%s is replaced: %s", (text, expected) => {
    expect(render(text)).toBe(expected);
  });

  test.each([
    'echo ${name} ${name:-x} "${name}"',
    "touch {a,b}.txt {1..3}",
    "awk '{ print $1 }'",
    "find . -exec rm {} \\;",
    "f() { echo hi; }; f",
    "echo \\{name}",
    "docker ps --format '{{.Names}}: {{ json .State }}'",
  ])("the shell's own braces stay: %s", (text) => {
    expect(render(text)).toBe(text);
  });

  test.each([
    ["{{", "{"],
    ["{{name}", "{name}"],
    ["awk '{{print}'", "awk '{print}'"],
    ["{{{name}", "{'val'"],
  ])("a doubled brace is one literal brace: %s → %s", (text, expected) => {
    expect(render(text)).toBe(expected);
  });

  test("lists each variable once, in order of use", () => {
    expect(variablesIn("{name} {port:web} '{name}' {ask:Why?}", "shell").map(variableKey)).toEqual([
      "name",
      "port:web",
      "ask:Why?",
    ]);
  });

  test("an apostrophe in a question does not open a quote", () => {
    const asked = new Map([["ask:What's up?", "a b"]]);
    expect(renderVariables("echo {ask:What's up?} end", "shell", asked)).toBe("echo 'a b' end");
  });

  test("in a URL values are put in without quotes", () => {
    expect(renderVariables("http://localhost:{port:web}/it's", "plain", values)).toBe("http://localhost:20001/it's");
  });
});

describe("what cannot be rendered", () => {
  const faultOf = (text: string): Fault => {
    try {
      render(text);
    } catch (error) {
      if (error instanceof Fault) return error;
    }
    throw new Error(`'${text}' was rendered`);
  };

  test("an unknown variable is an error that says what was meant", () => {
    const fault = faultOf("echo {nmae}");
    expect(fault.code).toBe("unknown_variable");
    expect(fault.message).toContain("did you mean 'name'?");
  });

  test("an unknown variable far from any says how to write a plain brace", () => {
    expect(faultOf("awk '{print}'").message).toContain("{{print}");
  });

  test.each([
    ["`echo {name}`", "$(…)"],
    ['"${V:-{name}}"', "environment variable"],
    ["cat <<END\n{name}\nEND", "here-document"],
    ["ls # {name}", "comment"],
    ["echo {port:}", "{port:web}"],
    ["echo {ask: }", "{ask:Which branch?}"],
    ["echo $(( {name} + 1 ))", "not a number"],
  ])("a place where no value can be quoted is refused with what to do instead: %s", (text, advice) => {
    const fault = faultOf(text);
    expect(fault.code).toBe("invalid_project");
    expect(fault.message).toContain(advice);
  });
});
