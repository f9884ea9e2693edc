export function filesBelow(root: string, paths: readonly string[], keep?: (file: string) => boolean): string[];
export function hashFiles(root: string, files: readonly string[]): string;
