import { useEffect, useRef, type RefObject } from 'react';

/** A place that takes the focus once something came about, anew for each `about`: the button that was pressed may be gone then. */
export function useFocusOnce<T extends HTMLElement>(cameAbout: boolean, about: unknown): RefObject<T | null> {
  const place = useRef<T>(null);
  useEffect(() => {
    if (cameAbout) place.current?.focus();
  }, [cameAbout, about]);
  return place;
}
