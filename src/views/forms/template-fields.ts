import { ALL_AGENTS } from "../../core/agents/agents.ts";
import { isProbe, PROBE_TIMEOUT_SECONDS, type SessionTemplate } from "../../core/model/session-template.ts";
import { SignalName } from "../../core/model/message.ts";
import { checkbox, dropdown, type Fields, tags, text } from "../components/form-fields.tsx";
import { exitCodesProblem, numberProblem, regexProblem, required } from "./field-checks.ts";
import { CONDITIONS, LAYOUTS, POLICIES, READY, readinessNeeds, STARTS } from "./template-choices.ts";
import type { TemplateValues } from "./template-values.ts";

const AGENTS = Object.fromEntries(ALL_AGENTS.map(({ kind, name }) => [kind, name]));
const SIGNALS = Object.fromEntries(SignalName.options.map((name) => [name, name]));
const WAYS_TO_BE_READY = Object.fromEntries(Object.entries(READY).map(([type, { name }]) => [type, name]));

const VARIABLES =
  "Leave empty for a shell. {project_path}, {branch}, {port:NAME}, {ask:Question} and the project's variables are filled in";
const PATTERN = "A regular expression, tested on each new line";

/** Every field of a session. `others` are the project's other sessions, `folder` is the project's. */
export function templateFields(others: readonly SessionTemplate[], folder: string): Fields<TemplateValues> {
  const names = Object.fromEntries(others.map(({ id, name }) => [id, name]));
  const onlyIf = (shown: boolean) => (shown ? {} : null);
  return {
    name: text("Name", "Dev Server", { problem: required("Enter a name") }),
    command: text("Command", "npm run dev -- --port {port:web}", { info: VARIABLES }),
    setup: text("Setup", "source .venv/bin/activate", { info: "Runs in the session's shell before its command" }),
    working_directory: text("Folder", folder, { info: "Leave empty to use the project's folder" }),
    layout: dropdown("Opens In", LAYOUTS),
    parent_template_id: dropdown("Split From", names, {
      none: "Choose a Session",
      depending: ({ layout }) => onlyIf(layout !== "tab"),
      problem: (id, { layout }) => (layout !== "tab" && !id ? "Choose the session whose pane is split" : undefined),
    }),
    starts: dropdown("Starts", STARTS),
    depends_on: tags("Start After", "Sessions that go first", names, { depending: () => onlyIf(others.length > 0) }),
    condition: dropdown("Once Each", CONDITIONS, { depending: ({ depends_on }) => onlyIf(depends_on.length > 0) }),
    ready_type: dropdown("Ready When", WAYS_TO_BE_READY, { none: "Its Command Has Started (Default)" }),
    ready_value: text("Ready When", "What shows that it is ready", {
      depending: ({ ready_type }) => readinessNeeds(ready_type),
      problem: (value, { ready_type }) => {
        if (readinessNeeds(ready_type) === null) return undefined;
        if (!value?.trim()) return "Enter what shows that the session is ready";
        return ready_type === "ready_log_line" ? regexProblem(value) : undefined;
      },
    }),
    ready_probe_timeout: text("Answer Within", String(PROBE_TIMEOUT_SECONDS), {
      info: "Seconds that each try to get an answer may take",
      depending: ({ ready_type }) => onlyIf(isProbe(ready_type)),
      problem: (value, { ready_type }) =>
        isProbe(ready_type) && value?.trim() && !(Number(value) > 0 && Number(value) <= 600)
          ? "Enter a number up to 600"
          : undefined,
    }),
    wait_for_ready: checkbox("The next session waits until this one is ready"),
    ready_timeout_seconds: text("Ready Timeout", "60", {
      info: "Seconds until a session that is not ready counts as failed",
      problem: numberProblem(1),
    }),
    profile: text("iTerm2 Profile", "Default"),

    monitor_output: checkbox("Watch its output", "Output", { separated: true }),
    success_pattern: text("Success Pattern", "compiled successfully", { info: PATTERN, problem: regexProblem }),
    error_pattern: text("Error Pattern", "^ERROR", { info: PATTERN, problem: regexProblem }),
    output_parsers: text("Output Parsers", "tsc, vitest", {
      info: "Names, separated by commas. Leave empty to choose by the command",
    }),
    agent: dropdown("Agent", AGENTS, { none: "Detect from the Command" }),
    notify: dropdown("Notifications", { true: "On", false: "Off" }, { none: "Same as the Project" }),

    restart_policy: dropdown("Restart", POLICIES, { separated: true }),
    success_exit_codes: text("Success Exit Codes", "0", { info: "Separated by commas", problem: exitCodesProblem }),
    stop_command: text("Stop Command", "docker compose down"),
    stop_keys: text("Stop Keys", "q", { info: "Typed into the session if its stop command fails or it has none" }),
    stop_signal: dropdown("Stop Signal", SIGNALS),
    stop_timeout_seconds: text("Stop Timeout", "10", {
      info: "Seconds for each way to stop it; after the last it is killed. A stop command may take 300 at most",
      problem: numberProblem(0),
    }),
  };
}
