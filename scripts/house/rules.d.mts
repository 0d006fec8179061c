export type Problem = { path: string; line: number; rule: string; message: string };
export function checkSource(path: string, text: string): Problem[];
