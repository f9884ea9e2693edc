import { useEffect, useRef, type RefObject } from 'react';

/** A button that takes the focus back once what it opened is left, where nothing else has taken it. */
export function useFocusBack(isOpen: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen && document.activeElement === document.body) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return button;
}

/** A place that takes the focus once something came about, anew for each `about`: the button that was pressed may be gone then. */
export function useFocusOnce<T extends HTMLElement>(cameAbout: boolean, about: unknown): RefObject<T | null> {
  const place = useRef<T>(null);
  useEffect(() => {
    if (cameAbout) place.current?.focus();
  }, [cameAbout, about]);
  return place;
}
