; Inno Setup 6 script of the Windows installer. Build the bundle first (packaging/README.md), then
;   iscc /DVersion=0.1.0 packaging\windows\fireside.iss
; Installs for one user without asking for an administrator; data stays in %LOCALAPPDATA%\fireside.
#ifndef Version
  #error Say which version: /DVersion=...
#endif

[Setup]
AppId={{6B0E7C0B-5E0D-4B0B-9A53-6F1D6B4C3C6E}
AppName=Fireside
AppVersion={#Version}
AppPublisher=The Fireside engineers
DefaultDirName={autopf}\Fireside
DefaultGroupName=Fireside
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
OutputDir=..\..\dist\bundle
OutputBaseFilename=fireside-{#Version}-setup
LicenseFile=..\..\LICENSE
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes
UninstallDisplayIcon={app}\fireside.exe
MinVersion=10.0.17763

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked
Name: "path"; Description: "Make the command fireside-cli known to terminals"; Flags: unchecked

[InstallDelete]
; What an earlier version brought and this one does not: else Python finds both.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\bundle\fireside\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Fireside"; Filename: "{app}\fireside.exe"
Name: "{autodesktop}\Fireside"; Filename: "{app}\fireside.exe"; Tasks: desktopicon

[Registry]
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; \
  Tasks: path; Check: NotInPath('{app}')

[Run]
Filename: "{app}\fireside-cli.exe"; Parameters: "--self-test"; StatusMsg: "Trying whether Fireside starts…"; Flags: runhidden
Filename: "{app}\fireside.exe"; Description: "{cm:LaunchProgram,Fireside}"; Flags: nowait postinstall skipifsilent

[Code]
function NotInPath(Folder: string): Boolean;
var
  Known: string;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Known) then
    Known := '';
  Result := Pos(';' + Uppercase(ExpandConstant(Folder)) + ';', ';' + Uppercase(Known) + ';') = 0;
end;
