export function portTrouble(port: number): Promise<'busy' | 'forbidden' | undefined>;
export function freePort(taken?: number[]): Promise<number>;
export function readPort(variable: string, text: string): number;
export function requirePort(variable: string, port: number): Promise<void>;
