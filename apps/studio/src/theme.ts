import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { texts } from './texts/texts.js';

const tide: MantineColorsTuple = [
  '#e8f1ee',
  '#d3e4df',
  '#a9cabf',
  '#7cae9f',
  '#579784',
  '#3f8773',
  '#2f6f62',
  '#215a50',
  '#1a4a42',
  '#123a33',
];

const clay: MantineColorsTuple = [
  '#f6ece7',
  '#ecd8ce',
  '#dcb6a4',
  '#cb9379',
  '#bb7555',
  '#a85f40',
  '#98543a',
  '#8a4b2f',
  '#743e27',
  '#5d311e',
];

/** The look of web.md: paper, ink, one accent; targets of at least 44 px. */
export const theme = createTheme({
  primaryColor: 'tide',
  primaryShade: 7,
  colors: { tide, clay },
  defaultRadius: 10,
  fontFamily: 'system-ui, sans-serif',
  headings: { fontFamily: 'system-ui, sans-serif', fontWeight: '650' },
  components: {
    Badge: { defaultProps: { size: 'lg', tt: 'none', fw: 600 } },
    Button: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md', withAsterisk: false } },
    PasswordInput: {
      defaultProps: {
        size: 'md',
        withAsterisk: false,
        visibilityToggleButtonProps: { 'aria-label': texts.showPassword },
      },
    },
    Textarea: { defaultProps: { size: 'md', withAsterisk: false } },
  },
});

/** Mantine's own greys, and its red, are too pale to read. */
export const readableGreys: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#faf8f4',
    '--mantine-color-text': '#22302e',
    '--mantine-color-dimmed': '#55635f',
    '--mantine-color-placeholder': '#55635f',
    '--mantine-color-default-border': '#d9dfd9',
    '--mantine-color-error': '#9b2c2c',
    '--input-bd': '#7f8f88',
  },
  dark: {},
});
