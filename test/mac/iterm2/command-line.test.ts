import { describe, expect, test } from "vitest";
import { expandEscapes, interpolate, parameters, splitWords, substitute } from "./command-line.ts";

const none = () => null;

describe("the command parameter is evaluated as an interpolated string [S]", () => {
  test("\\(…) is run, quotes and parentheses in it included", () => {
    const seen: string[] = [];
    const evaluate = (expression: string) => (seen.push(expression), "X");
    expect(interpolate('a \\(one) b \\(f(x: ")", y: g(1)))', evaluate)).toBe("a X b X");
    expect(seen).toEqual(["one", 'f(x: ")", y: g(1))']);
  });

  test("an expression that does not evaluate, or does not end, spoils all of it", () => {
    expect(interpolate("ls \\(nope)", none)).toBeNull();
    expect(interpolate("ls \\(never ends", () => "x")).toBeNull();
  });

  test("an escaped backslash before a parenthesis is no expression", () => {
    expect(interpolate("a\\\\(b)", none)).toBe("a\\(b)");
  });

  test("backslash escapes expand; unknown ones stay as they stand", () => {
    expect(expandEscapes('\\n\\t\\e\\"\\\\\\/')).toBe('\n\t\x1b"\\/');
    expect(expandEscapes("\\u00e9\\$\\u12")).toBe("é\\$\\u12");
  });
});

describe("$$NAME$$ [S]", () => {
  test("is a parameter to be asked for, each once; $$$$ stands for $$", () => {
    expect(parameters("ssh $$HOST$$ -l $$USER$$ $$HOST$$ $$$$")).toEqual(["HOST", "USER"]);
    expect(substitute("ssh $$HOST$$ $$$$", { HOST: "a.example" })).toBe("ssh a.example $$");
  });

  test("takes whatever stands between two pairs of dollars", () => {
    expect(parameters("echo $$ and $$ pid")).toEqual([" and "]);
  });
});

describe("iTerm2's own splitter [S]", () => {
  const split = (line: string) => splitWords(line, "/Users/me");

  test("parts at blanks outside quotes", () => {
    expect(split("  /bin/sh -c 'a b'\t\"c d\"e ")).toEqual(["/bin/sh", "-c", "a b", "c de"]);
  });

  test("keeps an empty quoted word", () => {
    expect(split("a '' \"\"")).toEqual(["a", "", ""]);
  });

  test("has no shell: $, ;, |, >, * and backticks are plain characters", () => {
    expect(split("echo $HOME; ls *|cat >x `id`")).toEqual(["echo", "$HOME;", "ls", "*|cat", ">x", "`id`"]);
  });

  test("expands ~ at the start of an unquoted word only", () => {
    expect(split("~/bin/x ~ a~ '~' \\~")).toEqual(["/Users/me/bin/x", "/Users/me", "a~", "~", "~"]);
  });

  test("reads a backslash in single quotes too, unlike a shell", () => {
    expect(split("'a\\'b' 'c\\d'")).toEqual(["a\\b", "c\\d"]);
  });

  test("turns \\n, \\t, \\r and \\a into control characters everywhere", () => {
    expect(split("a\\nb 'c\\td'")).toEqual(["a\nb", "c\td"]);
  });

  test('keeps a backslash in double quotes before anything but \\ and "', () => {
    expect(split('"a\\"b\\\\c\\$d"')).toEqual(['a"b\\c\\$d']);
  });

  test("closes an open quote at the end", () => {
    expect(split("a 'b c")).toEqual(["a", "b c"]);
  });
});
