import { expect, test } from "vitest";
import { identityOf } from "../../rules/model/certificate-requests.ts";

const TILL =
  "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlHZE1GRUNBUUF3SGpFTk1Bc0dBMVVFQ2d3RWMyaHZjREVOTUFzR0ExVUVBd3dFZEdsc2JEQXFNQVVHQXl0bApjQU1oQUpOV2h2clpsaFh2SXlDelZBRklFMU1wYzBEQmFKYkpwL2pNbXVvREIwK1JvQUF3QlFZREsyVndBMEVBCjNzWjcxSzBEWGhHQ0dvakN0Vks2VW9Cc3VTRkFEQnUvdGp2T0gvOVE2N1I4K0dhdmxOdlAxSTZKaFdMT2RibUoKZWo3TzBzN2dvZUNJNTA1ajJFeVpBdz09Ci0tLS0tRU5EIENFUlRJRklDQVRFIFJFUVVFU1QtLS0tLQo=";

test("a request tells a name and its groups", () => {
  expect(identityOf(TILL)).toEqual({ names: ["till"], groups: ["shop"] });
  expect(identityOf(TILL.replace(/.{64}/g, "$&\n"))).toEqual({ names: ["till"], groups: ["shop"] });
});

test("what is no request tells nothing", () => {
  for (const it of ["", "PASTE_HERE", "$CSR", "c2hvcA==", btoa("-----BEGIN CERTIFICATE REQUEST-----")]) {
    expect(identityOf(it), it).toBeUndefined();
  }
});
