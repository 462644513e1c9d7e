import { describe, expect, test } from "vitest";
import { EnvFileProblem, parseEnvFile } from "../../../src/core/variables/env-file.ts";

/** What docker compose reads: the cases of compose-go's `dotenv/godotenv_test.go`, and those that other parsers get wrong. */
const READ: [string, string, Record<string, string>][] = [
  ["a plain value", "FOO=bar", { FOO: "bar" }],
  ["blanks around the sign and at the end", " FOO = bar \t", { FOO: "bar" }],
  ["a colon as the sign", "FOO: Foo=bar\nURL=1:B", { FOO: "Foo=bar", URL: "1:B" }],
  ["export before the name", "export FOO=1\nexport\tBAR=2\nexportBAZ=3", { FOO: "1", BAR: "2", exportBAZ: "3" }],
  [
    "a value of blanks alone, and not the next line",
    "PROXY= \nDB_PASSWORD=s3cr#t",
    { PROXY: "", DB_PASSWORD: "s3cr#t" },
  ],
  ["# within a value", "PW=p@ss#word\nCOLOR=#ff0000", { PW: "p@ss#word", COLOR: "#ff0000" }],
  ["a comment after a blank", "FOO=bar # why\nBAR=bar #why\nBAZ= # nothing", { FOO: "bar", BAR: "bar", BAZ: "" }],
  ["comments and empty lines", "# one\n\n\t # two\nFOO=1\n#", { FOO: "1" }],
  ["quotes with # and a comment behind them", `FOO="bar#baz" # why\nBAR='a # b'#`, { FOO: "bar#baz", BAR: "a # b" }],
  ["quotes in quotes", `A="'d'"\nB="\\"q\\""\nC='"'\nD='it\\'s'`, { A: "'d'", B: `"q"`, C: '"', D: "it's" }],
  ["quotes within an unquoted value", `FOO=echo "a b"`, { FOO: `echo "a b"` }],
  ["several lines in quotes", `KEY="one\ntwo"\nNEXT='a\nb'`, { KEY: "one\ntwo", NEXT: "a\nb" }],
  ["escapes in double quotes only", `A="a\\tb\\n"\nB=a\\tb\nC='a\\n'`, { A: "a\tb\n", B: "a\\tb", C: "a\\n" }],
  ["octal escapes and what is none", `A="\\0123"\nB="\\x07\\u12e4"`, { A: "S", B: "\\x07\\u12e4" }],
  ["escaped backslashes", `A="bar\\\\\\n\\ b"`, { A: "bar\\\n\\ b" }],
  ["Windows line ends and a byte order mark", '\uFEFFA=1\r\nB="x\r\ny"\r\n', { A: "1", B: "x\ny" }],
  ["the last of two values", "A=1\nA=2", { A: "2" }],
  ["names alone, which are in the environment already", "FOO\nexport BAR\nBAZ=1", { BAZ: "1" }],
  ["an = at the end and several", "A=foobar=\nB=a==b", { A: "foobar=", B: "a==b" }],
  ["earlier values", 'A=1\nB=$A\nC="${A}_x"\nD=${A}_$B', { A: "1", B: "1", C: "1_x", D: "1_1" }],
  ["what the machine knows", "A=$HOME/x", { A: "/Users/me/x" }],
  [
    "$ kept",
    `A='$HOME'\nB="\\$HOME \\\${X}"\nC=$$HOME\nD=5$ a$5`,
    { A: "$HOME", B: "$HOME ${X}", C: "$HOME", D: "5$ a$5" },
  ],
  [
    "defaults",
    "A=\nB=${A:-x}\nC=${A-x}\nD=${NO:-${HOME}/y}\nE=${NO-}",
    { A: "", B: "x", C: "", D: "/Users/me/y", E: "" },
  ],
  ["alternatives", "A=1\nB=${A:+yes}\nC=${NO+yes}", { A: "1", B: "yes", C: "" }],
  ["JSON", `A={"a": "b"}\nB='{"a": {"b": 1}}'`, { A: `{"a": "b"}`, B: `{"a": {"b": 1}}` }],
];

const problemOf = (text: string) => {
  try {
    return parseEnvFile(text).values;
  } catch (error) {
    if (error instanceof EnvFileProblem) return { line: error.line, message: error.message };
    throw error;
  }
};

describe("an .env file gives what docker compose would read in it", () => {
  test.each(READ)("%s", (_, text, values) => {
    expect(parseEnvFile(text, { HOME: "/Users/me" })).toEqual({ values, unusable: [] });
  });
});

describe("what cannot be read is told by its line, without the secret that it may be", () => {
  test.each([
    ["a line that is no NAME=value", "A=1\nMIIEpAIBAAKCAQEA/7+x==\n", 2, "it does not say NAME=value"],
    ["a name with blanks", 'A="x\ny"\nmy name=1', 3, "it does not say NAME=value"],
    ["a value without a name", "=1", 1, "it does not say NAME=value"],
    ["a quote without an end", 'A=1\n\nB="x\ny\n', 3, "the value has no closing quote"],
    ["something after the closing quote", "A='x'y\n", 1, "something stands after the closing quote"],
    ["a brace without an end", "A=${B", 1, "a ${ has no closing }"],
    ["what is no variable in braces", "A=${1}", 1, "${1} is no variable"],
    ["a value that the file itself asks for", "A=${B:?set B first}", 1, "set B first"],
  ])("%s", (_, text, line, message) => {
    expect(problemOf(text)).toEqual({ line, message });
  });

  test("a variable that nothing sets is a problem, with the ways to mend it", () => {
    expect(problemOf("A=pa$word")).toEqual({
      line: 1,
      message:
        "$word has no value: set it in an earlier line, write ${word:-} for nothing, or put the value in single quotes to keep the $",
    });
  });
});

test("names that no shell can hand on are left out and said, with their lines", () => {
  expect(parseEnvFile("A=1\napp.name=x\n\nlist[0]='y'")).toEqual({
    values: { A: "1" },
    unusable: [
      { name: "app.name", line: 2 },
      { name: "list[0]", line: 4 },
    ],
  });
});

test("a file of a hundred thousand lines is read at once", () => {
  const lines = Array.from({ length: 100_000 }, (_, at) => `NAME_${at}=$HOME/${at}`);
  expect(Object.keys(parseEnvFile(lines.join("\n"), { HOME: "/" }).values)).toHaveLength(100_000);
});
