import type { OutputParser } from "../../model/parser.ts";

/** vitest and jest: `Tests  1 failed | 4 passed (5)`, `Tests:       1 failed, 4 passed, 5 total`, ` ❯ src/a.test.ts:7:19`, `at … (src/a.test.ts:7:19)`. */
export const VITEST: OutputParser = {
  name: "vitest",
  patterns: [
    {
      regex: String.raw`^\s*Tests {2,}(?<failed>\d+) failed(?: \| (?<passed>\d+) passed)?(?: \| \d+ (?:skipped|todo))* \((?<total>\d+)\)`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^\s*Tests {2,}(?<passed>\d+) passed(?: \| \d+ (?:skipped|todo))* \((?<total>\d+)\)`,
      event_type: "success",
      extract_groups: [],
    },
    {
      regex: String.raw`^\s*❯ (?<file>[^\s:]+\.[cm]?[jt]sx?):(?<line>\d+):(?<column>\d+)`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^\s*FAIL {2}(?:\|[^|]+\| )?(?<suite>[^\s>]+\.[cm]?[jt]sx?)(?: > (?<test>.+))?$`,
      event_type: "error",
      extract_groups: [],
    },
    { regex: String.raw`^(?<message>(?:\w*Error|AssertionError): .+)`, event_type: "error", extract_groups: [] },
  ],
};

export const JEST: OutputParser = {
  name: "jest",
  patterns: [
    {
      regex: String.raw`^Tests: {2,}(?<failed>\d+) failed,(?: \d+ (?:skipped|todo),)*(?: (?<passed>\d+) passed,)? (?<total>\d+) total`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^Tests: {2,}(?:\d+ (?:skipped|todo), )*(?<passed>\d+) passed, (?<total>\d+) total`,
      event_type: "success",
      extract_groups: [],
    },
    {
      regex: String.raw`^\s+at .*\((?<file>(?!node:|internal)[^():]+\.[cm]?[jt]sx?):(?<line>\d+):(?<column>\d+)\)$`,
      event_type: "error",
      extract_groups: [],
    },
    { regex: String.raw`^\s+● (?<test>.+ › .+)$`, event_type: "error", extract_groups: [] },
    { regex: String.raw`^FAIL (?<suite>\S+\.[cm]?[jt]sx?)`, event_type: "error", extract_groups: [] },
  ],
};

/** pytest: `=== 2 failed, 5 passed in 0.12s ===`, `tests/test_a.py:12: AssertionError`, `tests/test_a.py ..F  [ 60%]`. */
export const PYTEST: OutputParser = {
  name: "pytest",
  patterns: [
    {
      regex: String.raw`^(?:=+ )?(?:(?<failed>\d+) failed)(?:, (?<passed>\d+) passed)?(?:, \d+ \w+)*(?:, (?<errors>\d+) errors?)? in (?<seconds>[\d.]+)s`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^(?:=+ )?(?<passed>\d+) passed(?:, \d+ (?:skipped|deselected|xfailed|xpassed|warnings?))* in (?<seconds>[\d.]+)s`,
      event_type: "success",
      extract_groups: [],
    },
    {
      regex: String.raw`^(?:=+ )?(?:\d+ \w+, )*(?<errors>\d+) errors? in (?<seconds>[\d.]+)s`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^(?<file>[^\s:]+\.py):(?<line>\d+): (?<message>\w*(?:Error|Exception|Failed|assert)\b.*)`,
      event_type: "error",
      extract_groups: [],
    },
    { regex: String.raw`^FAILED (?<suite>[^\s:]+\.py)::(?<test>\S+)`, event_type: "error", extract_groups: [] },
    { regex: String.raw`\[ *(?<percent>\d{1,3})%\]$`, event_type: "progress", extract_groups: [] },
  ],
};

/** cargo: `test result: FAILED. 3 passed; 1 failed;`, `error[E0308]: mismatched types` with ` --> src/main.rs:4:5`, `Building [===> ] 12/40`. */
export const CARGO: OutputParser = {
  name: "cargo",
  patterns: [
    {
      regex: String.raw`^test result: FAILED\. (?<passed>\d+) passed; (?<failed>\d+) failed;`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^test result: ok\. (?<passed>\d+) passed; (?<failed>0) failed;`,
      event_type: "success",
      extract_groups: [],
    },
    {
      regex: String.raw`^error(?:\[(?<code>E\d+)\])?: (?!could not compile|aborting|test failed)(?<message>.+)`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^\s*--> (?<file>[^\s:]+\.rs):(?<line>\d+):(?<column>\d+)`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^thread '(?<test>[^']+)' .*panicked at (?<file>[^\s:']+\.rs):(?<line>\d+):(?<column>\d+)`,
      event_type: "error",
      extract_groups: [],
    },
    { regex: String.raw`^warning: (?!unused manifest)(?<message>.+)`, event_type: "warning", extract_groups: [] },
    {
      regex: String.raw`^\s*Finished (?:\x60?\w+\x60? )?(?:profile )?.*target\(s\) in (?<seconds>[\d.]+)s`,
      event_type: "success",
      extract_groups: [],
    },
    {
      regex: String.raw`^\s*Building \[[=> ]*\] (?<done>\d+)\/(?<total>\d+)`,
      event_type: "progress",
      extract_groups: [],
    },
  ],
};

/** go test and go build: `--- FAIL: TestAdd (0.00s)`, `    add_test.go:9: got 3`, `ok  	example/add	0.2s`, `./main.go:5:2: undefined: x`. */
export const GO: OutputParser = {
  name: "go",
  patterns: [
    { regex: String.raw`^\s*--- FAIL: (?<test>\S+) \((?<seconds>[\d.]+)s\)`, event_type: "error", extract_groups: [] },
    {
      regex: String.raw`^\s+(?<file>[^\s:]+_test\.go):(?<line>\d+): (?<message>.+)`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^(?<file>[^\s:]+\.go):(?<line>\d+):(?:(?<column>\d+):)? (?<message>.+)`,
      event_type: "error",
      extract_groups: [],
    },
    { regex: String.raw`^FAIL\s+(?<package>\S+)(?:\s+(?:[\d.]+s|\[.+\]))?$`, event_type: "error", extract_groups: [] },
    { regex: String.raw`^ok\s+(?<package>\S+)\s+(?:[\d.]+s|\(cached\))`, event_type: "success", extract_groups: [] },
  ],
};
