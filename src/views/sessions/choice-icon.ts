import { Icon } from "@raycast/api";
import type { Choice } from "../../core/model/question.ts";

/** A box to tick shows whether it is. */
export function choiceIcon({ ticked }: Choice): Icon {
  if (ticked === undefined) return Icon.Reply;
  return ticked ? Icon.CheckCircle : Icon.Circle;
}
