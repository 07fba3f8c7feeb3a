"""One content made into what each network shows: counted, found, composed, fitted and explained. Pure: no file, no network."""
