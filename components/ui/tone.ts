// Names of the six tones and of the shapes that go with them; the drawings are masks in styles/status.css.
export type Tone = "ok" | "progress" | "due" | "gap" | "review" | "none";
export type StatusShape = "check" | "half" | "triangle" | "diamond" | "eye" | "hollow" | "slash";
export type OverlapShape = "solid" | "hatch" | "dots" | "empty";
/** Anything that is printed as icon and word. */
export type StatusLook = { readonly label: string; readonly tone: Tone; readonly icon: StatusShape };
