import type * as Raycast from "@raycast/api";
import { order } from "../port.ts";
import { strict } from "./strict.ts";

/** Enumerations of the API with the values of Raycast's real declarations, under their types. */

function enumNamed<Enum>(name: string): Enum {
  const members = order.enums[name];
  if (!members) throw new Error(`the declarations of @raycast/api have no enum ${name}`);
  return strict(name, members) as Enum;
}

export const Icon = enumNamed<typeof Raycast.Icon>("Icon");
export const LaunchType = enumNamed<typeof Raycast.LaunchType>("LaunchType");
export const PopToRootType = enumNamed<typeof Raycast.PopToRootType>("PopToRootType");
export const ActionStyle = enumNamed<typeof Raycast.Action.Style>("ActionStyle");
export const AlertActionStyle = enumNamed<typeof Raycast.Alert.ActionStyle>("Alert.ActionStyle");
export const ToastStyle = enumNamed<typeof Raycast.Toast.Style>("Toast.Style");
export const DatePickerType = enumNamed<typeof Raycast.Form.DatePicker.Type>("DatePickerType");
export const PickDateType = enumNamed<typeof Raycast.Action.PickDate.Type>("DatePickerType_2");
export const GridInset = enumNamed<typeof Raycast.Grid.Inset>("GridInset");
export const GridFit = enumNamed<typeof Raycast.Grid.Fit>("GridFit");
export const GridItemSize = enumNamed<typeof Raycast.Grid.ItemSize>("GridItemSize");
export const Image = strict("Image", { Mask: enumNamed<typeof Raycast.Image.Mask>("Image.Mask") });

const brown = { light: "#A0714F", dark: "#A0714F" };
export const Color = strict("Color", { ...order.enums["Color"], Brown: brown }) as unknown as typeof Raycast.Color;
