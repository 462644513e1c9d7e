import { Action, ActionPanel, type Form } from "@raycast/api";

interface Props<Values extends Form.Values> extends Pick<
  Action.SubmitForm.Props<Values>,
  "title" | "icon" | "onSubmit"
> {
  /** More actions. */
  children?: ActionPanel.Props["children"];
}

/** The actions of a form: the first submits it. */
export function SubmitPanel<Values extends Form.Values>({ children, ...submit }: Props<Values>) {
  return (
    <ActionPanel>
      <Action.SubmitForm {...submit} />
      {children}
    </ActionPanel>
  );
}
