import type { Sealed } from "./sealed.ts";

/** What is spoken behind a port; of `tcp` nothing is said and nothing is asked. */
export type Protocol = "tcp" | "postgres" | "redis" | "mysql";

/** What the client asks of encryption: nothing, whatever is offered, any certificate, one that a known authority signed, one that also bears the host's name. */
export type Encryption = "none" | "offered" | "any" | "signed" | "named";

/** What a client would log in with. */
export interface Login {
  readonly user: Sealed | undefined;
  readonly password: Sealed | undefined;
  readonly database: Sealed | undefined;
}

/** The other end of a connection. All that a value says of it is sealed. */
export interface Peer {
  /** A host name or an address; of a Unix socket its path. */
  readonly host: Sealed;
  /** Undefined where only the name is known, which is looked up. */
  readonly port: number | "socket" | undefined;
  readonly protocol: Protocol;
  readonly encryption: Encryption;
  /** Whether the service trusts an authority that is known to itself alone. */
  readonly hasOwnAuthority: boolean;
  /** Undefined unless it may be sent. */
  readonly login: Login | undefined;
}

/** What is done with a peer, in this order, but that a database may greet before it encrypts. */
export type Step = "resolve" | "connect" | "encrypt" | "greet" | "authenticate";

/** What a server showed of itself; times are Unix milliseconds. */
export interface Certificate {
  readonly from: number;
  readonly until: number;
  /** The code of OpenSSL for what is wrong with who signed it. */
  readonly distrust: string | undefined;
  readonly isNamed: boolean;
}

/** How it went. */
export interface Contact {
  readonly done: readonly Step[];
  /** The step that failed, with a code of the system, of OpenSSL or of the protocol, or one of `Setback`; never words of the server. */
  readonly failure: { readonly step: Step; readonly code: string } | undefined;
  readonly certificate: Certificate | undefined;
  /** Addresses of the host, of the kind that was connected to: how many there are, and how many of them took no connection. */
  readonly addresses: { readonly tried: number; readonly failed: number };
  readonly milliseconds: number;
}

/** Why a step failed, where no system says so. */
export type Setback =
  | "TIMEOUT"
  | "CLOSED"
  | "LINK_LOCAL"
  | "NO_TLS"
  | "NOT_SPOKEN"
  | "CLEARTEXT"
  | "METHOD"
  | "NO_PASSWORD"
  | "IMPOSTOR"
  | "LOADING"
  | "DENIED"
  | "BUSY"
  | "EXPIRED"
  | "NOT_YET_VALID"
  | "UNTRUSTED"
  | "MISNAMED";
