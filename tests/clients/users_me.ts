// What a front end writes with the types generated from the second tutorial. It is compiled, not run.

import type { components, paths } from './simple_oauth2';

type LogIn = paths['/token']['post'];
type Form = LogIn['requestBody']['content']['application/x-www-form-urlencoded'];
type Token = LogIn['responses'][200]['content']['application/json'];
type ReadMe = paths['/users/me']['get'];
type Me = ReadMe['responses'][200]['content']['application/json'];
type Refused = ReadMe['responses'][401];

export const form: Form = { username: 'johndoe', password: 'secret', scope: '' };
export const authorization = (token: Token): string => `${token.token_type} ${token.access_token}`;
export const me: Me = {
  username: 'johndoe', email: null, full_name: 'John Doe', disabled: false, hashed_password: '',
};
export const name = (user: Me): string => user.full_name ?? user.username;
export const isDisabled = (user: components['schemas']['UserInDB']): boolean => user.disabled === true;
export const challenge = (refused: Refused): string | undefined => refused.headers['WWW-Authenticate'];

// The types say what is not there, too.
// @ts-expect-error a password is needed
export const incomplete: Form = { username: 'johndoe', scope: '' };
// @ts-expect-error a user has no such field
export const unknown = (user: Me) => user.user_name;
// @ts-expect-error nobody posts there
export type PostMe = paths['/users/me']['post']['responses'];
