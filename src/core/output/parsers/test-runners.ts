import { builtIn } from "./built-in.ts";

/** vitest and jest: `Tests  1 failed | 4 passed (5)`, `Tests:       1 failed, 4 passed, 5 total`, ` ❯ src/a.test.ts:7:19`, `at … (src/a.test.ts:7:19)`. */
export const VITEST = builtIn("vitest", {
  error: [
    /^\s*Tests {2,}(?<failed>\d+) failed(?: \| (?<passed>\d+) passed)?(?: \| \d+ (?:skipped|todo))* \((?<total>\d+)\)/u,
    /^\s*❯ (?<file>[^\s:]+\.[cm]?[jt]sx?):(?<line>\d+):(?<column>\d+)/u,
    /^\s*FAIL {2}(?:\|[^|]+\| )?(?<suite>[^\s>]+\.[cm]?[jt]sx?)(?: > (?<test>.+))?$/u,
    /^(?<message>(?:\w*Error|AssertionError): .+)/u,
  ],
  success: [/^\s*Tests {2,}(?<passed>\d+) passed(?: \| \d+ (?:skipped|todo))* \((?<total>\d+)\)/u],
});

export const JEST = builtIn("jest", {
  error: [
    /^Tests: {2,}(?<failed>\d+) failed,(?: \d+ (?:skipped|todo),)*(?: (?<passed>\d+) passed,)? (?<total>\d+) total/u,
    /^\s+at .*\((?<file>(?!node:|internal)[^():]+\.[cm]?[jt]sx?):(?<line>\d+):(?<column>\d+)\)$/u,
    /^\s+● (?<test>.+ › .+)$/u,
    /^FAIL (?<suite>\S+\.[cm]?[jt]sx?)/u,
  ],
  success: [/^Tests: {2,}(?:\d+ (?:skipped|todo), )*(?<passed>\d+) passed, (?<total>\d+) total/u],
});

/** pytest: `=== 2 failed, 5 passed in 0.12s ===`, `tests/test_a.py:12: AssertionError`, `tests/test_a.py ..F  [ 60%]`. */
export const PYTEST = builtIn("pytest", {
  error: [
    /^(?:=+ )?(?:(?<failed>\d+) failed)(?:, (?<passed>\d+) passed)?(?:, \d+ \w+)*(?:, (?<errors>\d+) errors?)? in (?<seconds>[\d.]+)s/u,
    /^(?:=+ )?(?:\d+ \w+, )*(?<errors>\d+) errors? in (?<seconds>[\d.]+)s/u,
    /^(?<file>[^\s:]+\.py):(?<line>\d+): (?<message>\w*(?:Error|Exception|Failed|assert)\b.*)/u,
    /^FAILED (?<suite>[^\s:]+\.py)::(?<test>\S+)/u,
  ],
  success: [
    /^(?:=+ )?(?<passed>\d+) passed(?:, \d+ (?:skipped|deselected|xfailed|xpassed|warnings?))* in (?<seconds>[\d.]+)s/u,
  ],
  progress: [/\[ *(?<percent>\d{1,3})%\]$/u],
});

/** cargo: `test result: FAILED. 3 passed; 1 failed;`, `error[E0308]: mismatched types` with ` --> src/main.rs:4:5`, `Building [===> ] 12/40`. */
export const CARGO = builtIn("cargo", {
  error: [
    /^test result: FAILED\. (?<passed>\d+) passed; (?<failed>\d+) failed;/u,
    /^error(?:\[(?<code>E\d+)\])?: (?!could not compile|aborting|test failed)(?<message>.+)/u,
    /^\s*--> (?<file>[^\s:]+\.rs):(?<line>\d+):(?<column>\d+)/u,
    /^thread '(?<test>[^']+)' .*panicked at (?<file>[^\s:']+\.rs):(?<line>\d+):(?<column>\d+)/u,
  ],
  success: [
    /^test result: ok\. (?<passed>\d+) passed; (?<failed>0) failed;/u,
    /^\s*Finished (?:\x60?\w+\x60? )?(?:profile )?.*target\(s\) in (?<seconds>[\d.]+)s/u,
  ],
  warning: [/^warning: (?!unused manifest)(?<message>.+)/u],
  progress: [/^\s*Building \[[=> ]*\] (?<done>\d+)\/(?<total>\d+)/u],
});

/** go test and go build: `--- FAIL: TestAdd (0.00s)`, `    add_test.go:9: got 3`, `ok  	example/add	0.2s`, `./main.go:5:2: undefined: x`. */
export const GO = builtIn("go", {
  error: [
    /^\s*--- FAIL: (?<test>\S+) \((?<seconds>[\d.]+)s\)/u,
    /^\s+(?<file>[^\s:]+_test\.go):(?<line>\d+): (?<message>.+)/u,
    /^(?<file>[^\s:]+\.go):(?<line>\d+):(?:(?<column>\d+):)? (?<message>.+)/u,
    /^FAIL\s+(?<package>\S+)(?:\s+(?:[\d.]+s|\[.+\]))?$/u,
  ],
  success: [/^ok\s+(?<package>\S+)\s+(?:[\d.]+s|\(cached\))/u],
});
