/** What `npm run people -- --help` prints. */
export const peopleHelp = `npm run people -- COMMAND --url URL --authority FILE [flags]

What the holder of the hospital's root key does for its people and workstations. The root key's
password comes from BEDSIDE_AUTHORITY_PASSWORD; --url has the server's administrator in it, as
http://name:password@host:5984. The server was prepared by npm run provision.

  found --hospital FILE [--offline-days 30]   makes the root key (a new --authority file), and says
                                     what the hospital is. Keep that file offline, in two places
  describe [--hospital FILE] [--name NAME] [--offline-days N] [--ward CODE=NAME ...]
                                     what the hospital is from now on: the whole of it anew, or its
                                     name, the days without the server, a ward more or another name
  list                               who is certified, and how they stand
  add --name NAME --role ROLE [--ward CODE ...] [--practice NUMBER] [--years 5]
                                     somebody new; prints a one-time password
  renew --person KEY                 a forgotten password: new keys, a new one-time password
  emergency-code --ward CODE [--hours 8] [--years 1]
                                     a code for the ward's sealed envelope; ends the one before it
  revoke --person KEY --reason TEXT  ends all certificates of a person
  workstations                       which are enrolled
  revoke-workstation --workstation KEY --reason TEXT
                                     a lost one: its account is closed, nothing is sealed to it any more
  enrol-code --workstation KEY [--hours 48] [--file FILE] [--port PORT]
             [--block 2-4 LETTERS] [--name NAME --ward CODE] [--replace]
                                     a code for npm run enrol, and its invitation for a stick; name,
                                     ward and block where the hospital's description has no such
                                     workstation. Record numbers get a block that none ever had.
                                     A workstation that is in service is cut off by it at once, and
                                     gets one with --replace alone`;
