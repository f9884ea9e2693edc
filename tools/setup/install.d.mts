export interface LockEntry {
  version?: string;
  optional?: boolean;
  devOptional?: boolean;
  link?: boolean;
}
export function isInstalled(wanted: Record<string, LockEntry>, installed: Record<string, LockEntry>): boolean;
