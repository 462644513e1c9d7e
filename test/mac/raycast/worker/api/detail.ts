import type * as Raycast from "@raycast/api";
import { host } from "./slots.ts";
import { component } from "./strict.ts";

const TagList = component(
  "Metadata.TagList",
  (props: Raycast.Detail.Metadata.TagList.Props) => host("Metadata.TagList", props),
  { Item: (props: Raycast.Detail.Metadata.TagList.Item.Props) => host("Metadata.TagList.Item", props) },
);

export const Metadata = component("Metadata", (props: Raycast.Detail.Metadata.Props) => host("Metadata", props), {
  Label: (props: Raycast.Detail.Metadata.Label.Props) => host("Metadata.Label", props),
  Link: (props: Raycast.Detail.Metadata.Link.Props) => host("Metadata.Link", props),
  Separator: () => host("Metadata.Separator", {}),
  TagList,
});

export const Detail = component(
  "Detail",
  (props: Raycast.Detail.Props) => host("Detail", props, { actions: props.actions, metadata: props.metadata }),
  { Metadata },
);
