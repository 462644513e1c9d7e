import type { RestartRules } from "../../../src/core/model/should-restart.ts";
import { RestartPolicy } from "../../../src/core/model/session-template.ts";

/** What a launch file says, as the shell that reads it would see it. */
export interface Launch {
  token: string;
  title: string;
  /** Moved over the launch file by whoever claims the launch. */
  spent: string;
  journal: string;
  stop: string;
  rules: RestartRules;
}

/** The launch in the text of a launch file; null: it is spent, or no launch file. */
export function launchOf(text: string): Launch | null {
  const value = (name: string) => {
    const word = new RegExp(`^${name}=((?:'[^']*'|\\\\['\\\\])*)$`, "m").exec(text)?.[1];
    return word?.replaceAll(/'([^']*)'|\\(['\\])/g, (_, quoted: string | undefined, escaped: string | undefined) =>
      String(quoted ?? escaped),
    );
  };
  const spent = /^if ! mv -f '([^']*)'/m.exec(text)?.[1];
  const [journal, stop, policy, success, token] = ["r_journal", "r_stop", "r_policy", "r_success", "r_token_json"].map(
    value,
  );
  if (spent === undefined || journal === undefined || stop === undefined || token === undefined) return null;
  return {
    token: JSON.parse(token) as string,
    title: value("r_title") ?? "",
    spent,
    journal,
    stop,
    rules: {
      policy: RestartPolicy.parse(policy),
      success_exit_codes: (success ?? "").split(" ").filter(Boolean).map(Number),
    },
  };
}
