import type * as Raycast from "@raycast/api";
import { Metadata } from "./detail.ts";
import { GridFit, GridInset, GridItemSize } from "./enums.ts";
import { host } from "./slots.ts";
import { component } from "./strict.ts";

const Dropdown = component("List.Dropdown", (props: Raycast.List.Dropdown.Props) => host("SearchBar.Dropdown", props), {
  Item: (props: Raycast.List.Dropdown.Item.Props) => host("Dropdown.Item", props),
  Section: (props: Raycast.List.Dropdown.Section.Props) => host("Dropdown.Section", props),
});

const EmptyView = (props: Raycast.List.EmptyView.Props) => host("EmptyView", props, { actions: props.actions });

const ItemDetail = component(
  "List.Item.Detail",
  (props: Raycast.List.Item.Detail.Props) => host("List.Item.Detail", props, { metadata: props.metadata }),
  { Metadata },
);

const Item = component(
  "List.Item",
  (props: Raycast.List.Item.Props) => host("List.Item", props, { actions: props.actions, detail: props.detail }),
  { Detail: ItemDetail },
);

export const List = component(
  "List",
  (props: Raycast.List.Props) =>
    host("List", props, { actions: props.actions, searchBarAccessory: props.searchBarAccessory }),
  {
    Item,
    Section: (props: Raycast.List.Section.Props) => host("List.Section", props),
    EmptyView,
    Dropdown,
  },
);

export const Grid = component(
  "Grid",
  (props: Raycast.Grid.Props) =>
    host("Grid", props, { actions: props.actions, searchBarAccessory: props.searchBarAccessory }),
  {
    Item: (props: Raycast.Grid.Item.Props) => host("Grid.Item", props, { actions: props.actions }),
    Section: (props: Raycast.Grid.Section.Props) => host("Grid.Section", props),
    EmptyView,
    Dropdown,
    Inset: GridInset,
    Fit: GridFit,
    ItemSize: GridItemSize,
  },
);
