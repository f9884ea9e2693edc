# One image for the API, the worker, the setup of the database and the mail catcher: compose picks the command.

FROM node:20-slim AS build
WORKDIR /rapport
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-save --include=dev
COPY . .
RUN npm run build

FROM node:20-slim AS packages
WORKDIR /rapport
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-save --omit=dev

FROM node:20-slim
ENV NODE_ENV=production TZ=UTC
WORKDIR /rapport
COPY package.json ./
COPY --from=packages /rapport/node_modules ./node_modules
COPY --from=build /rapport/dist ./dist
USER node
EXPOSE 3000
CMD ["node", "dist/apps/api/src/main.js"]
