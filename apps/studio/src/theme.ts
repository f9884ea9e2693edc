import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

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

/** The look of web.md: paper, ink, one accent; targets of at least 44 px. */
export const theme = createTheme({
  primaryColor: 'tide',
  primaryShade: 7,
  colors: { tide },
  defaultRadius: 10,
  fontFamily: 'system-ui, sans-serif',
  headings: { fontFamily: 'system-ui, sans-serif', fontWeight: '650' },
  components: {
    Button: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
  },
});

/** Mantine's own greys are too pale to read. */
export const readableGreys: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#faf8f4',
    '--mantine-color-text': '#22302e',
    '--mantine-color-dimmed': '#55635f',
    '--mantine-color-placeholder': '#55635f',
    '--mantine-color-default-border': '#d9dfd9',
    '--input-bd': '#7f8f88',
  },
  dark: {},
});
