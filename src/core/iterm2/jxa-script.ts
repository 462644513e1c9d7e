import type { JxaGlobals } from "./dictionary.ts";

/**
 * The text of a JXA script made of one function and the functions that it is handed as `parts`. Each must be
 * self-contained: it may use its parameters and the language (ES2020, no promises, no timers), nothing else, for only its
 * own text travels. The request goes in as JSON by argv, never as source.
 *
 * `__name` is what esbuild wraps around functions when told to keep their names (without minifying, which the build of
 * the extension does not do); it stands alone here.
 */
export function jxaScript<Request, Parts extends Record<string, (...args: never[]) => unknown>>(
  script: (request: Request, jxa: JxaGlobals, parts: Parts) => string,
  parts: Parts,
): string {
  const handed = Object.entries(parts).map(([name, part]) => `    ${name}: (${part.toString()}),`);
  return `var __name = function (f) { return f; };
function run(argv) {
  return (${script.toString()})(JSON.parse(argv[0]), {
    Application: function (id) { return Application(id); },
    delay: function (seconds) { delay(seconds); },
    console: console,
  }, {
${handed.join("\n")}
  });
}
`;
}
