import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent, type RefObject } from 'react';
import type { Entry } from '../../calendar/calendar-model.js';
import { draggedTo, stretchedTo, type Point } from '../../calendar/drag.js';
import { cellUnder, spanBetween, type Grid, type Shown, type Span } from '../../calendar/grid.js';

/** What is drawn while a pointer is down: a time that is being chosen, or an entry on its way. */
export interface Drag {
  readonly entry: Entry | null;
  readonly span: Span;
}

interface UseDragProps {
  readonly grid: Grid;
  readonly shown: Shown;
  /** What the columns lie in. */
  readonly body: RefObject<HTMLElement | null>;
  readonly onChosen: (span: Span) => void;
  readonly onMoved: (entry: Entry, span: Span) => void;
}

const slackPx = 4;

/** Dragging with a mouse or a pen: over empty time to choose it, an entry to move it, its edge to change its length. Fingers scroll instead. */
export type Dragging = ReturnType<typeof useDrag>;

export function useDrag({ grid, shown, body, onChosen, onMoved }: UseDragProps) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const stop = useRef<(() => void) | null>(null);
  const justDragged = useRef(false);
  useEffect(() => () => stop.current?.(), []);

  const pointOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const { left, top, width, height } = body.current!.getBoundingClientRect();
    const rows = shown.last + 1 - shown.first;
    const across = Math.floor(((clientX - left) / width) * grid.columns.length);
    const depth = shown.first + ((clientY - top) / height) * rows;
    return {
      column: Math.min(Math.max(across, 0), grid.columns.length - 1),
      depth: Math.min(Math.max(depth, shown.first), shown.last + 0.99),
    };
  };

  const begin = (event: ReactPointerEvent, entry: Entry | null, spanAt: (to: Point) => Span | null) => {
    if (event.pointerType === 'touch' || event.button !== 0) return;
    event.stopPropagation();
    const { clientX, clientY } = event;
    let found: Span | null = null;
    const move = (to: PointerEvent) => {
      if (!found && Math.hypot(to.clientX - clientX, to.clientY - clientY) < slackPx) return;
      found = spanAt(pointOf(to)) ?? found;
      if (found) setDrag({ entry, span: found });
    };
    const end = (isLetGo: boolean) => {
      stop.current?.();
      stop.current = null;
      setDrag(null);
      if (!found) return;
      justDragged.current = true;
      setTimeout(() => (justDragged.current = false)); // the click of this very release comes before that, if at all
      if (!isLetGo) return;
      if (entry) onMoved(entry, found);
      else onChosen(found);
    };
    const up = () => end(true);
    const cancel = () => end(false);
    const key = (pressed: KeyboardEvent) => pressed.key === 'Escape' && end(false);
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', key);
    stop.current = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', cancel);
      window.removeEventListener('keydown', key);
    };
  };

  return {
    drag,
    /** Whether the click that comes now only ends a drag. */
    isEndOfDrag: (): boolean => justDragged.current,
    choose: (event: ReactPointerEvent) => {
      const from = cellUnder(grid, pointOf(event));
      begin(event, null, (to) => from && spanBetween(grid, from, cellUnder(grid, to) ?? from));
    },
    move: (event: ReactPointerEvent, entry: Entry) => {
      const from = pointOf(event);
      begin(event, entry, (to) => draggedTo(grid, entry, from, to));
    },
    stretch: (event: ReactPointerEvent, entry: Entry, edge: 'start' | 'end') =>
      begin(event, entry, (to) => stretchedTo(grid, entry, edge, to)),
  };
}
