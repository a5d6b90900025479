// The worker that reads texts begins here.
import { shape } from "../input/shape.ts";
import { type ReadRequest, readDesk } from "./read-desk.ts";
import { serveRequests } from "./serve-requests.ts";

// The policy of the page lets no code be made of texts, not even to try whether it would.
shape.config({ jitless: true });
serveRequests<ReadRequest>(readDesk());
