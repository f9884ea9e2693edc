export function figureNames(folder?: string): string[];
export function chosenFigures(words: string[], names: string[]): string[];
