# Not exercised by the continuous integration; see docs/operations.md.
# The build happens at the first start, because the key of the server actions is part of it and comes from CARRYOVER_SECRET.
FROM node:22-bookworm-slim
WORKDIR /app
RUN mkdir /data && chown node:node /app /data
USER node
COPY --chown=node:node package.json package-lock.json .npmrc ./
RUN npm ci
COPY --chown=node:node . .
ENV NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000 CARRYOVER_DATA_DIR=/data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=240s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/api/health/live').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["npm", "run", "start:app"]
