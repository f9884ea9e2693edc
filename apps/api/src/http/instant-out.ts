export { instant as instantOut } from '#platform';
