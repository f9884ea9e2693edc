import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, type RefObject } from 'react';

/** A place that an address names: who comes by such a link is led here, and finds the focus here. */
export function useLedHere<T extends HTMLElement>(name: string | undefined): RefObject<T | null> {
  const place = useRef<T>(null);
  // Each visit has a key of its own, so that the same link leads here once more.
  const visit = useLocation({ select: ({ hash, state }) => (name !== undefined && hash === name ? state.key : null) });
  useEffect(() => {
    if (visit === null) return;
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView();
  }, [visit]);
  return place;
}
