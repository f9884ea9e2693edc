/** The machine's own time: for what measures the machine (is that worker still at it?), never for business. */
export function machineTime(): Date {
  return new Date();
}
