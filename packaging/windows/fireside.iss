; Inno Setup script of the Windows installer, for 6.3 or newer. Build the bundle first (packaging/README.md), then
;   iscc packaging\windows\fireside.iss
; Installs for one user without asking for an administrator; data stays in %LOCALAPPDATA%\fireside.
; The version is the one in desktop\__init__.py.
#define Source FileOpen(SourcePath + "..\..\desktop\__init__.py")
#define Line ""
#define Version ""
#sub ReadLine
  #expr Line = FileRead(Source)
  #if Pos("__version__ = ", Line) == 1
    #expr Version = Copy(Line, 16, Len(Line) - 16)
  #endif
#endsub
#for {0; !FileEof(Source); 0} ReadLine
#expr FileClose(Source)
#if Version == ""
  #error desktop\__init__.py names no version
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
SetupIconFile=..\..\dist\bundle\icons\fireside.ico
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes
ChangesAssociations=yes
ChangesEnvironment=yes
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
; Files of templates open with Fireside; for models it is one of the programs to choose from.
Root: HKA; Subkey: "Software\Classes\Fireside.Templates"; ValueType: string; ValueData: "Fireside templates"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Fireside.Templates\DefaultIcon"; ValueType: string; ValueData: "{app}\fireside.exe,0"
Root: HKA; Subkey: "Software\Classes\Fireside.Templates\shell\open\command"; ValueType: string; ValueData: """{app}\fireside.exe"" --open ""%1"""
Root: HKA; Subkey: "Software\Classes\.fireside-templates"; ValueType: string; ValueData: "Fireside.Templates"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Fireside.Gguf"; ValueType: string; ValueData: "GGUF language model"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Fireside.Gguf\DefaultIcon"; ValueType: string; ValueData: "{app}\fireside.exe,0"
Root: HKA; Subkey: "Software\Classes\Fireside.Gguf\shell\open\command"; ValueType: string; ValueData: """{app}\fireside.exe"" --open ""%1"""
Root: HKA; Subkey: "Software\Classes\.gguf\OpenWithProgids"; ValueType: string; ValueName: "Fireside.Gguf"; ValueData: ""; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; \
  Tasks: path; Check: NotInPath('{app}')

[Run]
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

procedure CurStepChanged(Step: TSetupStep);
var
  Code: Integer;
  Command: string;
begin
  if Step <> ssPostInstall then
    Exit;
  Command := ExpandConstant('{app}\fireside-cli.exe');
  WizardForm.StatusLabel.Caption := 'Trying whether Fireside starts...';
  if not Exec(Command, '--self-test', '', SW_HIDE, ewWaitUntilTerminated, Code) then
    Code := -1;
  if Code <> 0 then
    SuppressibleMsgBox('Fireside is installed, but does not start as it should.' + #13#10 +
      'To see why, enter in a terminal:' + #13#10 + '"' + Command + '" --self-test', mbError, MB_OK, IDOK);
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Known, Folder: string;
  Place: Integer;
begin
  if (Step <> usPostUninstall) or not RegQueryStringValue(HKCU, 'Environment', 'Path', Known) then
    Exit;
  Folder := ';' + ExpandConstant('{app}');
  Place := Pos(Uppercase(Folder) + ';', Uppercase(Known) + ';');
  if Place > 0 then
  begin
    Delete(Known, Place, Length(Folder));
    RegWriteExpandStringValue(HKCU, 'Environment', 'Path', Known);
  end;
end;
