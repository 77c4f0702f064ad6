# The workbench. The page is built in the image; the database is PostgreSQL (docker-compose.yml) or, without DATABASE_URL,
# PGlite in /data.
FROM node:24-slim
WORKDIR /sverka
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY . .
RUN npm run prestart && mkdir /data && chown node /data
USER node
ENV SVERKA_DATA=/data
VOLUME /data
CMD ["node", "server/main.ts"]
