// Line drawings on a 16 px grid, drawn with the current text colour. Status shapes live in status-icon.tsx.
import clsx from "clsx";

const PATHS = {
  home: "M2.5 7 8 2.5 13.5 7v6.5h-4v-4h-3v4h-4z",
  work: "M2.5 9h3l1 2h3l1-2h3M2.5 9v4h11V9L11.5 3h-7z",
  crosswalk: "M2.5 5h10m-3-3 3 3-3 3M13.5 11h-10m3-3-3 3 3 3",
  control: "M8 1.8 13 3.6v4c0 3.2-2.1 5.4-5 6.6-2.9-1.2-5-3.4-5-6.6v-4z",
  evidence: "M4 1.8h5l3 3v9.4H4zM9 1.8v3h3",
  soa: "M2.5 4l1 1L5.5 3M2.5 11l1 1 2-2M8 4.5h5.5M8 11.5h5.5",
  context: "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z",
  risk: "M2.5 13.5V2.5M2.5 13.5h11M5.5 10.5l2.5-3 2 1.5 3-4.5",
  supplier:
    "M1.8 4h7.4v7H1.8zM9.2 6.5h3l2 2.2V11h-5M4.6 11a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8zM11.6 11a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8z",
  document:
    "M8 4C6.5 2.8 4.5 2.5 2.5 2.5v9.8c2 0 4 .3 5.5 1.5 1.5-1.2 3.5-1.5 5.5-1.5V2.5c-2 0-4 .3-5.5 1.5zM8 4v9.5",
  flag: "M3.5 14V2.5h8.5l-2 3 2 3H3.5",
  audit: "M5.5 3H3.5v11h9V3h-2M5.5 2h5v2.5h-5zM5.5 9l1.7 1.7L10.5 7.5",
  nonconformity: "M8 1.5 14.5 8 8 14.5 1.5 8zM8 5.2v3.3M8 10.8v.01",
  people:
    "M6 2.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M11 3a2.2 2.2 0 0 1 0 4.2M12.2 9.8c1.5.5 2.3 1.8 2.3 3.7",
  plan: "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 1.8v3M10.5 1.8v3",
  report: "M3 13.5v-5M8 13.5v-11M13 13.5v-7.5",
  activity: "M1.5 8.5h3l2-5.5 3 10 2-4.5h3",
  settings:
    "M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 2.8a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4zM5.5 9.8a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4z",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4l3.3 3.3",
  bell: "M8 2a4 4 0 0 0-4 4c0 3.5-1.5 5-1.5 5h11S12 9.5 12 6a4 4 0 0 0-4-4zM6.5 13.5c.8.8 2.2.8 3 0",
  chevron: "M6 3.5 10.5 8 6 12.5",
  down: "M3.5 6 8 10.5 12.5 6",
  "up-down": "M5 6l3-3 3 3M5 10l3 3 3-3",
  "arrow-up": "M8 13V3M4 7l4-4 4 4",
  plus: "M8 3v10M3 8h10",
  close: "M4 4l8 8M12 4l-8 8",
  filter: "M2.5 4h11M4.5 8h7M6.5 12h3",
  columns: "M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10",
  download: "M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.5h10",
  upload: "M8 10.5V3M4.8 6 8 2.8 11.2 6M3 13.5h10",
  link: "M6.5 9.5l3-3M7 4.5l1.3-1.3a3 3 0 0 1 4.3 4.3L11.3 8.8M9 11.5l-1.3 1.3a3 3 0 0 1-4.3-4.3l1.3-1.3",
  comment: "M2.5 3h11v8h-6l-3 2.7V11h-2z",
  history: "M2.5 8A5.5 5.5 0 1 0 4.3 3.9L2.5 5.5M2.5 2.5v3h3M8 5v3l2 1.5",
  lock: "M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  more: "M3.5 8v.01M8 8v.01M12.5 8v.01",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  check: "M3 8.5l3.2 3.2L13 5",
  external: "M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13.2 2.8 7.5 8.5",
  expand: "M9.5 2.5h4v4M6.5 13.5h-4v-4M13.2 2.8 9.5 6.5M2.8 13.2 6.5 9.5",
  user: "M8 2.5a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM2.8 13.8c.3-2.6 2.4-4 5.2-4s4.9 1.4 5.2 4",
  image: "M2.5 3h11v10h-11zM2.5 10.5l3.2-3 2.8 2.5 2-1.8 3 2.5M10 5.8v.01",
  back: "M10 3.5 5.5 8 10 12.5",
  scale: "M8 2.5v11M5 13.5h6M3 4.5h10M3 4.5 1.5 9h3zM13 4.5 11.5 9h3z",
  cloud: "M4.5 12.5a3 3 0 0 1-.3-6A4 4 0 0 1 12 7.5a2.5 2.5 0 0 1-.5 5z",
  edit: "M3 13l.7-3L11 2.7 13.3 5 6 12.3z",
  info: "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM8 7.5v3.5M8 5v.01",
  "arrow-down": "M8 3v10M4 9l4 4 4-4",
  copy: "M5.5 5.5h8v8h-8zM3 10.5h-.5v-8h8V3",
  print: "M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z",
  trash: "M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9",
  "sign-out": "M6.5 2.5h-4v11h4M10.5 5l3 3-3 3M13.5 8H6",
  sun: "M8 5.2a2.8 2.8 0 1 0 0 5.6A2.8 2.8 0 0 0 8 5.2zM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7",
  moon: "M13.5 9.5A5.8 5.8 0 0 1 6.5 2.5a5.8 5.8 0 1 0 7 7z",
  system: "M2 3h12v8H2zM6 13.5h4M8 11v2.5",
  rail: "M2.5 3h11v10h-11zM6.5 3v10",
  undo: "M6 3.5 2.5 7 6 10.5M2.5 7h7a3.5 3.5 0 0 1 0 7H7",
  mail: "M2 3.5h12v9H2zM2 4.5l6 4.5 6-4.5",
  clock: "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM8 5v3l2 1.5",
} as const;

export type IconName = keyof typeof PATHS;

/** The drawing alone, for client components that draw it themselves. */
export function iconPath(name: IconName): string {
  return PATHS[name];
}

export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg className={clsx("i", className)} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
