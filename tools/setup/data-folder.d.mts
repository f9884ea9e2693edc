export function lockDataFolder(dataDir: string): () => void;
export function keepSecrets(dataDir: string): Record<string, string>;
export function choosePorts(dataDir: string, env: Record<string, string>): Promise<Record<string, number>>;
export function publishUrls(dataDir: string, urls: Record<string, string>): void;
