export { onTheWall } from '#scheduling';
