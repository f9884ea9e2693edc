import { useMediaQuery } from '@mantine/hooks';

/** Whether there is room for columns; calendar.css says the same. */
export const useIsWide = (): boolean => useMediaQuery('(min-width: 44rem)', true, { getInitialValueInEffect: false });
